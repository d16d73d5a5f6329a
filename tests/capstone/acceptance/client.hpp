#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/fields.hpp>
#include <boost/json/object.hpp>
#include <functional>
#include <optional>
#include <string>

#include "server.hpp"

namespace acceptance {

namespace json = boost::json;

/// What a client got.
struct Answer {
  unsigned status = 0;
  std::string body;
  boost::beast::http::fields fields;

  /// The body as a JSON object.
  /// @throws ExpectationFailed  if it is none
  json::object object() const;
};

/// What GET /task/ID says.
struct TaskView {
  std::string state;
  int progress = 0;
  json::object all;

  bool is_final() const {
    return state == "completed" || state == "failed" ||
           state == "cancelled";
  }
  bool has_begun() const {
    return is_final() || state == "running" || progress > 0;
  }
};

/// A client that keeps its connection, as long as the server does.
class Client {
 public:
  /// @param if_silent  the diagnosis if the server does not answer
  explicit Client(Server& server, std::string_view if_silent = {})
      : server_(server), if_silent_(if_silent) {}

  /// Sends a request and waits for its answer.
  ///
  /// @throws ExpectationFailed  if there is none
  asio::awaitable<Answer> ask(std::string method, std::string target,
                              std::string body = "");

  /// Asks for a task that the server has to take, and tells it.
  /// @return its id
  asio::awaitable<std::string> post(std::string body);

  /// The same without a step of the story. A server that has no room is
  /// asked again.
  asio::awaitable<std::string> post_quietly(std::string body);

  asio::awaitable<TaskView> get(std::string id);

  /// Asks until the task is as it should be.
  ///
  /// @param wanted     what is waited for, a sentence
  /// @param diagnosis  what it means if that never happens
  asio::awaitable<TaskView> until(
      std::string id, std::function<bool(const TaskView&)> is_so,
      std::string wanted, std::string_view diagnosis = {},
      std::chrono::seconds time = patience);

  /// Asks until the task is completed, and fails if it ends otherwise.
  asio::awaitable<TaskView> until_completed(
      std::string id, std::string_view diagnosis = {},
      std::chrono::seconds time = patience);

 private:
  asio::awaitable<boost::system::error_code> try_to_ask(
      const std::string& method, const std::string& target,
      const std::string& body, Answer& answer);

  Server& server_;
  std::string_view if_silent_;
  std::optional<boost::beast::tcp_stream> stream_;
  boost::beast::flat_buffer buffer_;
};

/// A request as bytes.
std::string request_text(std::string_view method, std::string_view target,
                         std::string_view body = "");

/// The id in an answer to POST /task: a text, or a number as a text.
std::string id_in(const Answer& answer);

}  // namespace acceptance
