/// @file
/// @brief The server as a whole: start-up, life, clean-up.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <course/task.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "http_server.hpp"
#include "service.hpp"

namespace task_server {

struct Options {
  std::uint16_t port = 8080;  ///< 0: the kernel chooses one
  std::size_t workers = 1;
  std::chrono::seconds drain{10};  ///< for what runs at the end
  TableLimits table = {};
  HttpLimits http = {};
  std::size_t json_depth = 32;  ///< levels in a body; more: 400
  std::string journal = {};     ///< a file; empty: none
};

/// The server. It has the parts of the document's flow chart: startup
/// makes the queues, the workers and the background coroutines; cleanup
/// ends them in the opposite order.
class Application {
 public:
  /// @throws boost::system::system_error  if the port is taken
  Application(asio::any_io_executor executor, const Options& options,
              StartWorker start_worker);

  /// Where it listens.
  std::uint16_t port() const;

  Service& service() { return service_; }

  void startup();

  //! [server-cleanup]
  /// Takes no more tasks and no more connections, gives what waits and runs
  /// the time of Options::drain, and ends the workers: sentinels first,
  /// results read until the workers are gone, then the rest is cancelled.
  asio::awaitable<void> cleanup();
  //! [server-cleanup]

  /// Runs until SIGTERM or SIGINT, and cleans up. A second SIGINT ends the
  /// workers and the program at once.
  asio::awaitable<void> run();

 private:
  asio::awaitable<void> expire_tasks();
  asio::awaitable<void> wait_for_tasks();
  void cancel_pending();

  Options options_;
  asio::ip::tcp::acceptor acceptor_;
  Service service_;
  std::optional<course::Task<void>> http_;
  std::vector<course::Task<void>> background_;
};

}  // namespace task_server
