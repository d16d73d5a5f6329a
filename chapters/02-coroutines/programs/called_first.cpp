// Both coroutine objects exist before the first await. It changes nothing.
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
#include <utility>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> make(std::string dish, std::chrono::seconds time) {
  course::say("{}: start", dish);
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("{}: ready", dish);
}

//! [coroutines-called-first]
asio::awaitable<void> breakfast() {
  auto coffee = make("coffee", 2s);
  auto toast = make("toast", 1s);
  co_await std::move(coffee);
  co_await std::move(toast);
}
//! [coroutines-called-first]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, breakfast(), asio::detached);
  loop.run();
}
