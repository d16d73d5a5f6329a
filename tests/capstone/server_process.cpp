#include "server_process.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/json/value_to.hpp>
#include <course/child_process.hpp>
#include <stdexcept>

#include "children.hpp"
#include "expect.hpp"
#include "jobs.hpp"

namespace capstone_test {

using namespace course::testing;
using asio::ip::tcp;
using namespace std::chrono_literals;

ServerProcess::ServerProcess(const asio::any_io_executor& executor,
                             std::vector<std::string> arguments,
                             std::vector<std::string> environment,
                             int output)
    : process_(executor, {.program = TASK_SERVER,
                          .arguments = std::move(arguments),
                          .environment = std::move(environment),
                          .output = output}) {}

asio::awaitable<std::unique_ptr<ServerProcess>> ServerProcess::start(
    std::vector<std::string> arguments,
    std::vector<std::string> environment) {
  const auto executor = co_await asio::this_coro::executor;
  std::vector<std::string> all = {"task_server", "--port", "0", "--log",
                                  "error"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) {
    throw std::runtime_error("no pipe");
  }
  asio::readable_pipe output(executor, ends[0]);
  std::unique_ptr<ServerProcess> server(new ServerProcess(
      executor, std::move(all), std::move(environment), ends[1]));
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
  Client client(co_await connect());
  co_return co_await client.ask(std::move(method), std::move(target),
                                std::move(body));
}

asio::awaitable<Client> ServerProcess::client() {
  co_return Client(co_await connect());
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

asio::awaitable<std::size_t> ServerProcess::post_many(std::string body,
                                                      std::size_t count) {
  const std::string answers = co_await say(many_posts(body, count));
  constexpr std::string_view accepted = "HTTP/1.1 202 ";
  std::size_t found = 0;
  for (auto at = answers.find(accepted); at != std::string::npos;
       at = answers.find(accepted, at + 1)) {
    ++found;
  }
  co_return found;
}

asio::awaitable<std::string> ServerProcess::post(std::string body) {
  const Got got = co_await ask("POST", "/task", std::move(body));
  if (got.status != 202) {
    throw std::runtime_error("refused: " + got.body);
  }
  co_return json::value_to<std::string>(got.value().at("task_id"));
}

asio::awaitable<json::value> ServerProcess::outcome(std::string id) {
  for (;;) {
    const Got got = co_await ask("GET", "/task/" + id);
    json::value task = got.value();
    if (!task.at("finished").is_null()) {
      co_return task;
    }
    co_await pause(5ms);
  }
}

std::vector<pid_t> workers_in(const Got& status) {
  std::vector<pid_t> ids;
  const json::value value = status.value();
  for (const json::value& worker : value.at("workers").as_array()) {
    if (worker.at("pid").is_number()) {
      ids.push_back(json::value_to<pid_t>(worker.at("pid")));
    }
  }
  return ids;
}

asio::awaitable<std::vector<pid_t>> ServerProcess::workers() {
  co_return workers_in(co_await ask("GET", "/status"));
}

asio::awaitable<void> end_well(ServerProcess& server) {
  server.process().kill(SIGTERM);
  const course::ExitStatus status = co_await server.process().wait();
  expect(status.success(), expected("the server ends with status 0"),
         seen("it ends with {}", to_string(status)));
}

asio::awaitable<void> until_running(ServerProcess& server, std::string id) {
  for (;;) {
    const Got got = co_await server.ask("GET", "/task/" + id);
    if (got.value().at("state").as_string() == "running") {
      co_return;
    }
    co_await pause(2ms);
  }
}

asio::awaitable<void> until_no_children() {
  while (!children().none()) {
    ::waitpid(-1, nullptr, WNOHANG);
    co_await pause(5ms);
  }
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
