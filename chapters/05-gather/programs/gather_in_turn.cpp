// One after the other, created first, and together: how long each takes.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/trace.hpp>
#include <course/traced.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

using Articles = std::vector<std::string>;

course::Trace trace;

asio::awaitable<std::string> wait_for(std::string topic,
                                      std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
  co_return "the " + topic;
}

asio::awaitable<std::string> fetch(const std::string& topic,
                                   std::chrono::milliseconds delay) {
  return course::traced(trace, topic, wait_for(topic, delay));
}

//! [gather-in-turn]
asio::awaitable<Articles> in_turn() {
  auto weather = co_await fetch("weather", 1s);
  auto news = co_await fetch("news", 600ms);
  co_return Articles{weather, news};
}

asio::awaitable<Articles> both_created_first() {
  auto weather = fetch("weather", 1s);
  auto news = fetch("news", 600ms);
  auto first = co_await std::move(weather);
  auto second = co_await std::move(news);
  co_return Articles{first, second};
}

asio::awaitable<Articles> together() {
  auto [weather, news] =
      co_await course::gather(fetch("weather", 1s), fetch("news", 600ms));
  co_return Articles{weather, news};
}
//! [gather-in-turn]

asio::awaitable<void> timed(std::string name,
                            asio::awaitable<Articles> way) {
  const auto start = trace.now();
  const auto articles = co_await std::move(way);
  const std::chrono::duration<double> seconds = trace.now() - start;
  fmt::print("{:<19} {:.1f} s  {}\n", name, seconds.count(),
             fmt::join(articles, ", "));
}

asio::awaitable<void> compare() {
  co_await timed("in turn", in_turn());
  co_await timed("both created first", both_created_first());
  co_await timed("together", together());
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, compare(), asio::detached);
  loop.run();
}
