/// @file
/// @brief A worker as the dispatcher sees it: a process, or in a test a
/// coroutine.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace task_server {

namespace asio = boost::asio;

//! [server-port]
/// One worker. All calls on the server's loop.
class WorkerPort {
 public:
  WorkerPort() = default;
  virtual ~WorkerPort() = default;
  WorkerPort(const WorkerPort&) = delete;
  WorkerPort& operator=(const WorkerPort&) = delete;

  /// Its process id.
  virtual long id() const = 0;

  /// Queues a message; that it cannot arrive is told by read().
  virtual void send(std::string_view message) = 0;

  /// The next message; nothing when the worker has ended.
  virtual asio::awaitable<std::optional<std::string>> read() = 0;

  /// The sentinel: no more work will come, and the worker ends.
  virtual void close() = 0;

  /// Ends it here and now, whatever it does.
  virtual void kill() = 0;

  /// Waits until it has ended. "exit status 0", "signal 9 (Killed)"
  virtual asio::awaitable<std::string> ended() = 0;
};
//! [server-port]

/// Starts a worker.
using StartWorker =
    std::function<std::unique_ptr<WorkerPort>(asio::any_io_executor)>;

/// A worker that is this program, started once more.
///
/// @throws std::system_error  if no process can be started
std::unique_ptr<WorkerPort> start_worker_process(
    asio::any_io_executor executor);

/// What main does in such a process: computes what it is asked for until
/// there is no more, or nobody is there any more to ask.
///
/// @return  what main returns
int run_worker();

}  // namespace task_server
