#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <vector>

#include "application.hpp"

/// The whole server, with a student's part in it, inside a check.
namespace capstone_test {

namespace asio = boost::asio;
namespace json = boost::json;

/// What a client got.
struct HttpAnswer {
  unsigned status = 0;
  std::string body;

  json::value value() const;
};

/// What GET /task/ID says about a task, in a few words.
std::string in_short(const json::value& task);

/// A server on the loop of the running check: real connections, and
/// workers that are the test host, started once more. Requests and answers
/// are steps of the story.
///
/// End it with stop(). When a check ends before that, the workers are
/// killed.
class LiveServer {
 public:
  /// Starts it on a port of its own. No task is given time at the end
  /// unless `options` say so.
  explicit LiveServer(asio::io_context& loop,
                      task_server::Options options = {
                          .workers = 1, .drain = std::chrono::seconds(0)});
  ~LiveServer();
  LiveServer(const LiveServer&) = delete;
  LiveServer& operator=(const LiveServer&) = delete;

  /// One request on a connection of its own.
  asio::awaitable<HttpAnswer> ask(std::string method, std::string target,
                                  std::string body = "");

  /// Asks for a task and returns its id. Any answer but 202 ends the check.
  asio::awaitable<std::string> post(std::string body);

  /// The task as GET /task/ID tells it, without a step.
  asio::awaitable<json::value> task(std::string id);

  /// Waits until the task is in one of the states.
  asio::awaitable<json::value> until(std::string id,
                                     std::vector<std::string> states);

  /// Waits until the task is final.
  asio::awaitable<json::value> outcome(std::string id) {
    return until(std::move(id), {"completed", "failed", "cancelled"});
  }

  /// Kills the worker that computes the task.
  void kill_worker_of(const std::string& id);

  /// Process ids of the workers.
  std::vector<long> workers();

  /// The server's clean-up.
  asio::awaitable<void> stop();

  task_server::Application& application() { return application_; }
  task_server::Service& service() { return application_.service(); }

 private:
  asio::awaitable<HttpAnswer> send(std::string method, std::string target,
                                   std::string body);

  /// Never destroyed: what is left on the loop refers to it until the loop
  /// goes, which is later than a check's own variables.
  task_server::Application& application_;
};

}  // namespace capstone_test
