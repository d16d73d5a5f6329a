#include "client.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

#include "duration_format.hpp"
#include "expect.hpp"
#include "jobs.hpp"

namespace acceptance {

namespace beast = boost::beast;
namespace http = beast::http;
using namespace course::testing;

namespace {

constexpr auto as_tuple = asio::as_tuple(asio::use_awaitable);

std::string shortened(const std::string& text) {
  constexpr std::size_t longest = 160;
  return text.size() <= longest ? text : text.substr(0, longest) + "...";
}

TaskView view_of(json::object all) {
  TaskView view;
  if (const auto* state = all.if_contains("state");
      state && state->is_string()) {
    view.state = state->get_string();
  }
  if (const auto* progress = all.if_contains("progress");
      progress && progress->is_number()) {
    view.progress = static_cast<int>(progress->to_number<double>());
  }
  view.all = std::move(all);
  return view;
}

std::string words_of(const TaskView& task) {
  return shortened(json::serialize(task.all));
}

}  // namespace

json::object Answer::object() const {
  boost::system::error_code error;
  json::value value = json::parse(body, error);
  expect(!error && value.is_object(),
         expected("the body of the answer is a JSON object"),
         seen("it is {}", in_quotes(shortened(body))));
  return std::move(value.as_object());
}

std::string request_text(std::string_view method, std::string_view target,
                         std::string_view body) {
  std::string text =
      fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\n", method, target);
  if (!body.empty() || method == "POST") {
    text += fmt::format(
        "Content-Type: application/json\r\nContent-Length: {}\r\n",
        body.size());
  }
  return text.append("\r\n").append(body);
}

std::string id_in(const Answer& answer) {
  const json::object object = answer.object();
  const json::value* id = object.if_contains("task_id");
  expect(id && (id->is_string() || id->is_number()),
         expected("the answer holds a task_id"),
         seen("it is {}", in_quotes(shortened(answer.body))));
  return id->is_string() ? std::string(id->get_string())
                         : json::serialize(*id);
}

asio::awaitable<boost::system::error_code> Client::try_to_ask(
    const std::string& method, const std::string& target,
    const std::string& body, Answer& answer) {
  if (!stream_) {
    stream_.emplace(co_await asio::this_coro::executor);
    buffer_.clear();
    stream_->expires_after(patience);
    const auto [error] =
        co_await stream_->async_connect(server_.address(), as_tuple);
    if (error) {
      co_return error;
    }
    stream_->socket().set_option(asio::ip::tcp::no_delay(true));
  }
  stream_->expires_after(patience);
  const std::string text = request_text(method, target, body);
  const auto [failed, sent] =
      co_await asio::async_write(*stream_, asio::buffer(text), as_tuple);
  if (failed) {
    co_return failed;
  }
  http::response<http::string_body> response;
  const auto [error, size] =
      co_await http::async_read(*stream_, buffer_, response, as_tuple);
  if (error) {
    co_return error;
  }
  answer.status = response.result_int();
  answer.body = std::move(response.body());
  answer.fields = std::move(response.base());
  if (!response.keep_alive()) {
    stream_.reset();
  }
  co_return error;
}

asio::awaitable<Answer> Client::ask(std::string method, std::string target,
                                    std::string body) {
  Answer answer;
  const bool reused = stream_.has_value();
  auto error = co_await try_to_ask(method, target, body, answer);
  // The server may close a connection between two requests, and it may say
  // 408 when it does.
  const bool was_closed =
      error ? error != beast::error::timeout : answer.status == 408;
  if (reused && was_closed) {
    stream_.reset();
    error = co_await try_to_ask(method, target, body, answer);
  }
  if (error) {
    stream_.reset();
    co_await server_.complain(
        fmt::format("{} {} is answered", method, target), error,
        if_silent_);
  }
  co_return answer;
}

asio::awaitable<std::string> Client::post(std::string body) {
  const Answer answer = co_await ask("POST", "/task", body);
  step("POST /task {} is answered: {} {}", body, answer.status,
       shortened(answer.body));
  expect(answer.status == 202,
         expected("the task is accepted with the status 202"),
         seen("the status is {}", answer.status));
  co_return id_in(answer);
}

asio::awaitable<std::string> Client::post_quietly(std::string body) {
  const auto end = std::chrono::steady_clock::now() + long_patience;
  for (;;) {
    const Answer answer = co_await ask("POST", "/task", body);
    if (answer.status == 202) {
      co_return id_in(answer);
    }
    const bool is_full = answer.status == 503 || answer.status == 429;
    expect(
        is_full && std::chrono::steady_clock::now() < end,
        expected("POST /task {} is answered with 202", body),
        seen("the answer is {} {}", answer.status, shortened(answer.body)));
    co_await pause(100ms);
  }
}

asio::awaitable<TaskView> Client::get(std::string id) {
  const Answer answer = co_await ask("GET", "/task/" + id);
  expect(
      answer.status == 200,
      expected("GET /task/{} is answered with 200", id),
      seen("the answer is {} {}", answer.status, shortened(answer.body)));
  co_return view_of(answer.object());
}

asio::awaitable<TaskView> Client::until(
    std::string id, std::function<bool(const TaskView&)> is_so,
    std::string wanted, std::string_view diagnosis,
    std::chrono::seconds time) {
  const auto end = std::chrono::steady_clock::now() + time;
  for (;;) {
    const TaskView task = co_await get(id);
    if (is_so(task)) {
      co_return task;
    }
    if (std::chrono::steady_clock::now() >= end) {
      step("GET /task/{} says {}", id, words_of(task));
    }
    expect(
        std::chrono::steady_clock::now() < end, expected("{}", wanted),
        seen("after {} it is {}, at {} %", time, task.state, task.progress),
        means(diagnosis, true));
    co_await pause(10ms);
  }
}

asio::awaitable<TaskView> Client::until_completed(
    std::string id, std::string_view diagnosis, std::chrono::seconds time) {
  const TaskView task = co_await until(
      id, &TaskView::is_final, "the task is completed", diagnosis, time);
  step("GET /task/{} says {}", id, words_of(task));
  expect(task.state == "completed", expected("the task is completed"),
         seen("it is {}", task.state));
  co_return task;
}

}  // namespace acceptance
