// A task that fails and that nobody awaits; and the same detached.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/task.hpp>
#include <stdexcept>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [tasks-lost]
asio::awaitable<void> send_invoice() {
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  throw std::runtime_error("no paper");
}

asio::awaitable<void> shop() {
  auto loop = co_await asio::this_coro::executor;
  co_spawn(loop, send_invoice(), asio::detached);
  auto task = course::create_task(loop, send_invoice());
  asio::steady_timer timer(loop, 2s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("shop: closed");
}
//! [tasks-lost]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, shop(), asio::detached);
  loop.run();
}
