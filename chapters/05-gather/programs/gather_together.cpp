#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

const auto start = std::chrono::steady_clock::now();

void say(const std::string& text) {
  const std::chrono::duration<double> time =
      std::chrono::steady_clock::now() - start;
  fmt::print("{:.1f} s  {}\n", time.count(), text);
}

//! [gather-together]
asio::awaitable<std::string> fetch(std::string topic,
                                   std::chrono::milliseconds delay) {
  say(topic + ": asked");
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
  say(topic + ": answered");
  co_return "the " + topic;
}

asio::awaitable<void> front_page() {
  say("before gather");
  auto [weather, news] = co_await course::gather(fetch("weather", 1s),
                                                 fetch("news", 600ms));
  say("after gather");
  fmt::print("{}, {}\n", weather, news);
}
//! [gather-together]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, front_page(), asio::detached);
  loop.run();
}
