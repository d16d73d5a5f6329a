// A call that is exactly one second old: does it still count?
#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <deque>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [limiter-edge]
using Clock = std::chrono::steady_clock;

struct RecursiveLimiter {
  std::size_t max_calls;
  std::deque<Clock::time_point> stamps = {};

  asio::awaitable<void> acquire() {
    const auto now = Clock::now();
    while (!stamps.empty() && stamps.front() < now - 1s) {
      stamps.pop_front();  // older than one second
    }
    if (stamps.size() >= max_calls && stamps.front() + 1s > now) {
      asio::steady_timer timer(co_await asio::this_coro::executor,
                               stamps.front() + 1s);
      co_await timer.async_wait(asio::use_awaitable);
      co_await acquire();
    }
    stamps.push_back(Clock::now());
  }
};
//! [limiter-edge]

asio::awaitable<void> ask(RecursiveLimiter& limiter) {
  co_await limiter.acquire();
  course::say("a call goes out");
}

asio::awaitable<void> ask_all() {
  RecursiveLimiter limiter{.max_calls = 3};
  std::vector<asio::awaitable<void>> calls;
  for (int i = 0; i < 10; ++i) {
    calls.push_back(ask(limiter));
  }
  co_await course::gather(std::move(calls));
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, ask_all(), asio::detached);
  loop.run();
}
