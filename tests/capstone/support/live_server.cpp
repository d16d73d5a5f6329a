#include "live_server.hpp"

#include <signal.h>

#include <algorithm>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>
#include <course/worker.hpp>
#include <optional>
#include <utility>

#include "check.hpp"
#include "jobs.hpp"
#include "log.hpp"
#include "worker_host.hpp"

std::optional<int> course::testing::run_as_worker() {
  return course::is_worker() ? std::optional(task_server::run_worker())
                             : std::nullopt;
}

namespace capstone_test {

namespace http = boost::beast::http;
using asio::ip::tcp;
using namespace course::testing;
using namespace task_server;

namespace {

Options on_any_port(Options options) {
  options.port = 0;
  return options;
}

/// Keeps what is never destroyed reachable.
std::vector<Application*>& applications() {
  static std::vector<Application*> all;
  return all;
}

Application& new_application(asio::io_context& loop, Options options) {
  applications().push_back(new Application(loop.get_executor(),
                                           on_any_port(std::move(options)),
                                           start_worker_process));
  return *applications().back();
}

}  // namespace

json::value HttpAnswer::value() const {
  boost::system::error_code error;
  json::value value = json::parse(body, error);
  expect(!error, expected("the answer is JSON"),
         seen("it is {}", in_quotes(body)));
  return value;
}

std::string in_short(const json::value& task) {
  const json::object& fields = task.as_object();
  const auto text = [&](std::string_view name) {
    return json::serialize(fields.at(name));
  };
  std::string words = fmt::format(
      "GET says that it is {}, attempts: {}, progress: {}, partial "
      "results: {}",
      json::value_to<std::string>(fields.at("state")), text("attempts"),
      text("progress"), fields.at("partial_results").as_array().size());
  for (const std::string_view name : {"result", "error"}) {
    if (fields.contains(name)) {
      words += fmt::format(", {}: {}", name, text(name));
    }
  }
  return words;
}

LiveServer::LiveServer(asio::io_context& loop, Options options)
    : application_(new_application(loop, options)) {
  set_log_level("error");
  application_.startup();
  step("the server starts with {} worker{}", options.workers,
       options.workers == 1 ? "" : "s");
}

LiveServer::~LiveServer() {
  // Not replaced any more, and then killed.
  service().dispatcher.stop_all(true);
  service().dispatcher.kill_workers();
}

asio::awaitable<HttpAnswer> LiveServer::send(std::string method,
                                             std::string target,
                                             std::string body) {
  tcp::socket socket(co_await asio::this_coro::executor);
  co_await socket.async_connect(
      {asio::ip::address_v4::loopback(), application_.port()},
      asio::use_awaitable);
  http::request<http::string_body> request{http::string_to_verb(method),
                                           target, 11};
  request.set(http::field::host, "localhost");
  request.keep_alive(false);
  request.body() = std::move(body);
  request.prepare_payload();
  co_await http::async_write(socket, request, asio::use_awaitable);
  boost::beast::flat_buffer buffer;
  http::response<http::string_body> response;
  co_await http::async_read(socket, buffer, response, asio::use_awaitable);
  co_return HttpAnswer{response.result_int(), response.body()};
}

asio::awaitable<HttpAnswer> LiveServer::ask(std::string method,
                                            std::string target,
                                            std::string body) {
  const std::string request =
      body.empty() ? method + " " + target
                   : fmt::format("{} {} {}", method, target, body);
  HttpAnswer answer =
      co_await send(std::move(method), std::move(target), std::move(body));
  step("{} is answered with {}", request, answer.status);
  co_return answer;
}

asio::awaitable<std::string> LiveServer::post(std::string body) {
  const HttpAnswer answer = co_await ask("POST", "/task", std::move(body));
  expect(answer.status == 202, expected("the task is accepted, with 202"),
         seen("the answer is {} {}", answer.status, answer.body));
  co_return json::value_to<std::string>(answer.value().at("task_id"));
}

asio::awaitable<json::value> LiveServer::task(std::string id) {
  const HttpAnswer answer = co_await send("GET", "/task/" + id, "");
  expect(answer.status == 200,
         expected("GET /task/ID is answered with 200"),
         seen("the answer is {} {}", answer.status, answer.body));
  co_return answer.value();
}

asio::awaitable<json::value> LiveServer::until(
    std::string id, std::vector<std::string> states) {
  for (;;) {
    json::value now = co_await task(id);
    const auto state = json::value_to<std::string>(now.at("state"));
    if (std::ranges::find(states, state) != states.end()) {
      step("the task is {}", state);
      co_return now;
    }
    co_await course::testing::pause(2ms);
  }
}

void LiveServer::kill_worker_of(const std::string& id) {
  const auto task = parse_task_id(id);
  for (const WorkerView& worker : service().dispatcher.workers()) {
    if (worker.id && task && worker.task == task) {
      step("the worker of the task is killed");
      ::kill(static_cast<pid_t>(*worker.id), SIGKILL);
    }
  }
}

std::vector<long> LiveServer::workers() {
  std::vector<long> ids;
  for (const WorkerView& worker : service().dispatcher.workers()) {
    if (worker.id) {
      ids.push_back(*worker.id);
    }
  }
  return ids;
}

asio::awaitable<void> LiveServer::stop() {
  step("the server cleans up");
  co_await application_.cleanup();
}

}  // namespace capstone_test
