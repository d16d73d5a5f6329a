// When jobs start: inside co_spawn, and on the next turn.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <course/gather.hpp>
#include <string>

namespace asio = boost::asio;

//! [gather-start-order]
asio::awaitable<void> child(std::string name) {
  fmt::print("{} starts\n", name);
  co_await asio::post(asio::use_awaitable);
  fmt::print("{} ends\n", name);
}

asio::awaitable<void> parent() {
  const auto executor = co_await asio::this_coro::executor;
  asio::post(executor, [] { fmt::print("posted earlier\n"); });
  asio::co_spawn(executor, child("the spawned child"), asio::detached);
  fmt::print("the parent has spawned a child\n");
  co_await course::gather(child("A"), child("B"));
}
//! [gather-start-order]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, parent(), asio::detached);
  loop.run();
}
