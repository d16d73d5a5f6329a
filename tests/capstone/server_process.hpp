#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/readable_pipe.hpp>
#include <boost/json/value.hpp>
#include <course/process.hpp>
#include <memory>
#include <string>
#include <vector>

#include "client.hpp"

/// The real server in a process of its own.
namespace capstone_test {

namespace asio = boost::asio;
namespace json = boost::json;

/// A running task server on a port of its own. Its end is the end of the
/// process.
class ServerProcess {
 public:
  /// Starts it and waits until it listens.
  /// @param environment  "NAME=value", added to ours
  static asio::awaitable<std::unique_ptr<ServerProcess>> start(
      std::vector<std::string> arguments = {},
      std::vector<std::string> environment = {});

  /// A connection for many requests.
  asio::awaitable<Client> client();

  /// One request on a connection of its own.
  asio::awaitable<Got> ask(std::string method, std::string target,
                           std::string body = "");

  /// Sends the text as it stands and returns all that comes back.
  asio::awaitable<std::string> say(std::string text);

  /// Posts the same task so many times, all requests at once.
  /// @return how many were answered with 202
  asio::awaitable<std::size_t> post_many(std::string body,
                                         std::size_t count);

  /// Asks for a task and returns its id.
  asio::awaitable<std::string> post(std::string body);

  /// Waits until the task is final.
  asio::awaitable<json::value> outcome(std::string id);

  /// Process ids of the workers that are there.
  asio::awaitable<std::vector<pid_t>> workers();

  unsigned short port() const { return port_; }

  course::Process& process() { return process_; }

 private:
  ServerProcess(const asio::any_io_executor& executor,
                std::vector<std::string> arguments,
                std::vector<std::string> environment, int output);
  asio::awaitable<asio::ip::tcp::socket> connect();

  course::Process process_;
  unsigned short port_ = 0;
};

/// The process ids in the answer to GET /status.
std::vector<pid_t> workers_in(const Got& status);

/// Asks it to end and expects that it does, with status 0.
asio::awaitable<void> end_well(ServerProcess& server);

/// Waits until a worker computes the task.
asio::awaitable<void> until_running(ServerProcess& server, std::string id);

/// Waits until no child process is left. The workers of a server that was
/// killed are ours then, and they end by themselves.
asio::awaitable<void> until_no_children();

/// Runs the server's program with arguments that it refuses.
/// @return its exit status and what it wrote
asio::awaitable<std::pair<int, std::string>> run_server(
    std::vector<std::string> arguments);

}  // namespace capstone_test
