// Greets one person, after a second of waiting for her record.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <chrono>
#include <course/say.hpp>
#include <future>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [coroutines-greet]
asio::awaitable<std::string> greet(std::string name) {
  course::say("looking up {}", name);
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("found {}", name);
  co_return "Hello, " + name;
}
//! [coroutines-greet]

//! [coroutines-run]
int main() {
  asio::io_context loop;
  std::future<std::string> greeting =
      asio::co_spawn(loop, greet("Ada"), asio::use_future);
  loop.run();
  course::say("{}", greeting.get());
}
//! [coroutines-run]
