// What calling a function gives, and calling a coroutine function.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <course/say.hpp>
#include <string>
#include <thread>
#include <utility>

namespace asio = boost::asio;
using namespace std::chrono_literals;

std::string brew_now() {
  course::say("brew_now starts");
  std::this_thread::sleep_for(2s);
  return "coffee";
}

asio::awaitable<std::string> brew() {
  course::say("brew starts");
  asio::steady_timer timer(co_await asio::this_coro::executor, 2s);
  co_await timer.async_wait(asio::use_awaitable);
  co_return "coffee";
}

//! [coroutines-call]
asio::awaitable<void> breakfast() {
  std::string cup = brew_now();
  course::say("brew_now gave {}", cup);

  asio::awaitable<std::string> order = brew();
  course::say("brew gave an order, and nothing has run");

  cup = co_await std::move(order);
  course::say("awaiting the order gave {}", cup);
}
//! [coroutines-call]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, breakfast(), asio::detached);
  loop.run();
}
