#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <memory>
#include <string>

namespace asio = boost::asio;

/// Runs jobs of several clients on an event loop, one job at a time, and
/// takes the clients in turn. It is used on the loop's thread only, and
/// lives until all jobs have run.
class RoundRobin {
 public:
  using Job = std::function<void()>;

  /// @param executor  runs the jobs
  explicit RoundRobin(asio::any_io_executor executor);

  /// Queues a job behind the client's other jobs, and returns at once. It
  /// may be called at any time, also by a job.
  void submit(std::string client, Job job);

 private:
  struct State;  // yours
  std::shared_ptr<State> state_;
};
