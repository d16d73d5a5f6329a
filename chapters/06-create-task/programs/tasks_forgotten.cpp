// A task that nobody awaits, in a program that ends before it.
#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <course/task.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [tasks-forgotten]
asio::awaitable<void> send_invoice() {
  course::say("invoice: starts");
  asio::steady_timer timer(co_await asio::this_coro::executor, 2s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("invoice: sent");
}

asio::awaitable<void> shop() {
  auto loop = co_await asio::this_coro::executor;
  auto task = course::create_task(loop, send_invoice());
  asio::steady_timer timer(loop, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("shop: closed");
}
//! [tasks-forgotten]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, shop(), asio::detached);
  loop.run();
  course::say("the program ends");
}
