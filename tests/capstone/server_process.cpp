#include "server_process.hpp"

#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value_to.hpp>
#include <course/child_process.hpp>
#include <stdexcept>

namespace capstone_test {

namespace http = boost::beast::http;
using asio::ip::tcp;
using namespace std::chrono_literals;

json::value Got::value() const {
  return json::parse(body);
}

ServerProcess::ServerProcess(const asio::any_io_executor& executor,
                             std::vector<std::string> arguments, int output)
    : process_(executor, {.program = TASK_SERVER,
                          .arguments = std::move(arguments),
                          .output = output}) {}

asio::awaitable<std::unique_ptr<ServerProcess>> ServerProcess::start(
    std::vector<std::string> arguments) {
  const auto executor = co_await asio::this_coro::executor;
  std::vector<std::string> all = {"task_server", "--port", "0", "--log",
                                  "error"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe");
  }
  asio::readable_pipe output(executor, ends[0]);
  std::unique_ptr<ServerProcess> server(
      new ServerProcess(executor, std::move(all), ends[1]));
  ::close(ends[1]);
  std::string line;
  co_await asio::async_read_until(output, asio::dynamic_buffer(line), '\n',
                                  asio::use_awaitable);
  const auto colon = line.rfind(':');
  server->port_ =
      static_cast<unsigned short>(std::stoi(line.substr(colon + 1)));
  co_return server;
}

asio::awaitable<tcp::socket> ServerProcess::connect() {
  tcp::socket socket(co_await asio::this_coro::executor);
  co_await socket.async_connect({asio::ip::address_v4::loopback(), port_},
                                asio::use_awaitable);
  co_return socket;
}

asio::awaitable<Got> ServerProcess::ask(std::string method,
                                        std::string target,
                                        std::string body) {
  tcp::socket socket = co_await connect();
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
  co_return Got{response.result_int(), response.body()};
}

asio::awaitable<std::string> ServerProcess::say(std::string text) {
  tcp::socket socket = co_await connect();
  co_await asio::async_write(socket, asio::buffer(text),
                             asio::as_tuple(asio::use_awaitable));
  std::string answer;
  co_await asio::async_read(socket, asio::dynamic_buffer(answer),
                            asio::as_tuple(asio::use_awaitable));
  co_return answer;
}

asio::awaitable<std::string> ServerProcess::post(std::string body) {
  const Got got = co_await ask("POST", "/task", std::move(body));
  if (got.status != 202) {
    throw std::runtime_error("refused: " + got.body);
  }
  co_return json::value_to<std::string>(got.value().at("task_id"));
}

asio::awaitable<json::value> ServerProcess::outcome(std::string id) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (;;) {
    const Got got = co_await ask("GET", "/task/" + id);
    json::value task = got.value();
    if (!task.at("finished").is_null()) {
      co_return task;
    }
    timer.expires_after(5ms);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

asio::awaitable<std::vector<pid_t>> ServerProcess::workers() {
  const Got got = co_await ask("GET", "/status");
  std::vector<pid_t> ids;
  const json::value status = got.value();
  for (const json::value& worker : status.at("workers").as_array()) {
    if (worker.at("pid").is_number()) {
      ids.push_back(json::value_to<pid_t>(worker.at("pid")));
    }
  }
  co_return ids;
}

asio::awaitable<std::pair<int, std::string>> run_server(
    std::vector<std::string> arguments) {
  std::string written;
  const course::ProgramEnd end = co_await course::run_program(
      {.name = TASK_SERVER,
       .arguments = std::move(arguments),
       .limit = 5s,
       .with_errors = true},
      [&](std::string_view line) { written.append(line).append("\n"); });
  co_return std::pair(end.status.status, written);
}

}  // namespace capstone_test
