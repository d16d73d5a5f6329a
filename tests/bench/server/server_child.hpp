#pragma once

#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <course/process.hpp>
#include <cstddef>
#include <string>
#include <vector>

/// What `./course bench server` compares: programs that speak HTTP.
namespace bench {

namespace asio = boost::asio;
using Seconds = std::chrono::duration<double>;

/// A server in a process of its own, on a port that the kernel chooses. It
/// ends with the object.
class ServerChild {
 public:
  /// Starts it and waits until it answers a request.
  ///
  /// @param command  to it `--port 0` is added; the first line that it
  ///                 prints tells the port
  /// @throws std::runtime_error  if it does not start
  ServerChild(asio::io_context& loop, std::vector<std::string> command);

  unsigned short port() const { return port_; }

  /// From the start of the process to its first answer.
  Seconds start_time() const { return start_time_; }

  /// Processor time of the process so far; its workers do not count.
  Seconds processor_time() const;

  /// Bytes of the process in memory now.
  std::size_t memory() const;

  /// Sends SIGTERM and waits for the end.
  ///
  /// @return how long that took
  /// @throws std::runtime_error  if the exit status is not 0
  Seconds stop();

 private:
  std::string program_;
  std::array<int, 2> output_{-1, -1};
  std::chrono::steady_clock::time_point begin_;
  course::Process process_;
  unsigned short port_ = 0;
  Seconds start_time_{0};
};

}  // namespace bench
