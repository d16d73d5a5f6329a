#pragma once

#include <course/queue.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dispatcher.hpp"
#include "message.hpp"
#include "worker_port.hpp"

/// Workers that are coroutines, so that the dispatcher can be tested on
/// virtual time.
namespace capstone_test {

namespace asio = boost::asio;
using namespace task_server;

class FakeWorker;

/// What a worker does with its work. It computes until this returns: told
/// to end, it ends then, as a process does.
using Behaviour =
    std::function<asio::awaitable<void>(FakeWorker& worker, Work work)>;

/// What the test sees of a worker, and holds on to it.
class FakeWorker : public std::enable_shared_from_this<FakeWorker> {
 public:
  FakeWorker(const asio::any_io_executor& executor, long number,
             Behaviour behaviour);

  void say(const Progress& progress);
  void say(const Outcome& outcome);
  /// It ends, as a process that is killed does.
  void die(std::string how = "signal 9 (Killed)");

  const asio::any_io_executor executor;
  const long number;
  std::vector<Work> received;
  bool told_to_end = false;
  bool alive = true;
  /// It writes this while the signal that kills it is on its way, for a
  /// millisecond: what a worker wrote is read when it is dead, too.
  std::optional<Outcome> last_words;

 private:
  friend class FakePort;
  void end_if_idle();

  Behaviour behaviour_;
  std::size_t computing_ = 0;  ///< behaviours that have not returned
  course::Queue<std::optional<std::string>> messages_;
  std::string how_;
};

/// The workers that were started, in their order.
class FakeWorkers {
 public:
  explicit FakeWorkers(Behaviour behaviour)
      : behaviour_(std::move(behaviour)) {}

  StartWorker start();
  FakeWorker& operator[](std::size_t i) { return *started_[i]; }
  std::size_t size() const { return started_.size(); }
  std::size_t alive() const;

  /// So many of the next starts fail.
  int failures = 0;

 private:
  Behaviour behaviour_;
  std::vector<std::shared_ptr<FakeWorker>> started_;
};

}  // namespace capstone_test
