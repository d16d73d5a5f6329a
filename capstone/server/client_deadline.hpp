/// @file
/// @brief The time that a client has.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <memory>

namespace task_server {

namespace asio = boost::asio;

/// Ends what waits for the client of a connection when its time is over.
/// Beast's tcp_stream has such a limit, but it closes the connection, and
/// then nobody can be told.
///
/// Lifetime: the socket outlives it. Threads: all calls on one.
class ClientDeadline {
 public:
  explicit ClientDeadline(asio::ip::tcp::socket& socket)
      : socket_(socket), alarm_(socket.get_executor()) {}

  /// From now on what waits for the client ends after this time, with
  /// `operation_aborted`.
  void set(std::chrono::seconds time);

  /// True if it has come since set() was called.
  bool is_over() const { return is_over_; }

 private:
  void watch();

  asio::ip::tcp::socket& socket_;
  asio::steady_timer alarm_;
  std::chrono::steady_clock::time_point deadline_;
  bool watched_ = false;  ///< the alarm is set, for the deadline or earlier
  bool is_over_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

}  // namespace task_server
