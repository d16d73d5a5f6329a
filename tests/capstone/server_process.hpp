#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <boost/json/value.hpp>
#include <course/process.hpp>
#include <memory>
#include <string>
#include <vector>

/// The real server in a process of its own.
namespace capstone_test {

namespace asio = boost::asio;
namespace json = boost::json;

/// What a client got.
struct Got {
  unsigned status = 0;
  std::string body;

  json::value value() const;
};

/// A running task server on a port of its own. Its end is the end of the
/// process.
class ServerProcess {
 public:
  /// Starts it and waits until it listens.
  static asio::awaitable<std::unique_ptr<ServerProcess>> start(
      std::vector<std::string> arguments = {});

  /// One request on a connection of its own.
  asio::awaitable<Got> ask(std::string method, std::string target,
                           std::string body = "");

  /// Sends the text as it stands and returns all that comes back.
  asio::awaitable<std::string> say(std::string text);

  /// Asks for a task and returns its id.
  asio::awaitable<std::string> post(std::string body);

  /// Waits until the task is final.
  asio::awaitable<json::value> outcome(std::string id);

  /// Process ids of the workers that are there.
  asio::awaitable<std::vector<pid_t>> workers();

  course::Process& process() { return process_; }

 private:
  ServerProcess(const asio::any_io_executor& executor,
                std::vector<std::string> arguments, int output);
  asio::awaitable<asio::ip::tcp::socket> connect();

  course::Process process_;
  unsigned short port_ = 0;
};

/// Runs the server's program with arguments that it refuses.
/// @return its exit status and what it wrote
asio::awaitable<std::pair<int, std::string>> run_server(
    std::vector<std::string> arguments);

}  // namespace capstone_test
