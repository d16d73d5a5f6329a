// A client that never ends its request, and one that does.
// recorded: measured
#include <fmt/format.h>

#include <string>
#include <string_view>

#include "running_server.hpp"

//! [server-slow-client]
asio::awaitable<void> story() {
  const auto loop = co_await asio::this_coro::executor;
  task_server::Application server(loop,
                                  {.port = 0, .http = {.request = 1s}},
                                  task_server::start_worker_process);
  server.startup();

  asio::ip::tcp::socket slow(loop);
  co_await slow.async_connect(
      {asio::ip::address_v4::loopback(), server.port()},
      asio::use_awaitable);
  constexpr std::string_view half = "POST /task HTTP/1.1\r\nContent-Len";
  co_await asio::async_write(slow, asio::buffer(half), asio::use_awaitable);
  const auto begin = std::chrono::steady_clock::now();

  const Reply reply =
      co_await ask(server.port(), http::verb::get, "/healthz");
  fmt::print("the other client: {}\n", reply.result_int());

  std::string answer;
  co_await asio::async_read(slow, asio::dynamic_buffer(answer),
                            asio::as_tuple(asio::use_awaitable));
  const std::chrono::duration<double> waited =
      std::chrono::steady_clock::now() - begin;
  fmt::print("the slow one, after {:.1f} s: {}\n", waited.count(),
             answer.substr(0, answer.find('\r')));
  co_await server.cleanup();
}
//! [server-slow-client]

int main() {
  return run_with_workers(story);
}
