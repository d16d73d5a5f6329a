// Awaiting a coroutine object does not wait for a turn of the loop.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <course/say.hpp>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [coroutines-at-once]
asio::awaitable<void> brew() {
  course::say("brew: water on");
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("brew: done");
}

asio::awaitable<void> breakfast() {
  auto executor = co_await asio::this_coro::executor;
  asio::post(executor, [] { course::say("the loop has a turn"); });
  co_await brew();
}
//! [coroutines-at-once]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, breakfast(), asio::detached);
  loop.run();
}
