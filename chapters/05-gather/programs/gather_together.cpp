// Two requests wait at the same time.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [gather-together]
asio::awaitable<std::string> fetch(std::string topic,
                                   std::chrono::milliseconds delay) {
  course::say("{}: asked", topic);
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("{}: answered", topic);
  co_return "the " + topic;
}

asio::awaitable<void> front_page() {
  course::say("before gather");
  auto [weather, news] =
      co_await course::gather(fetch("weather", 1s), fetch("news", 600ms));
  course::say("after gather");
  fmt::print("{}, {}\n", weather, news);
}
//! [gather-together]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, front_page(), asio::detached);
  loop.run();
}
