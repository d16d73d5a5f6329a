// A limiter that calls itself after waiting, as the source text has it.
#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <deque>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [limiter-recursive]
using Clock = std::chrono::steady_clock;

struct RecursiveLimiter {
  std::size_t max_calls;
  std::deque<Clock::time_point> stamps = {};

  asio::awaitable<void> acquire() {
    const auto now = Clock::now();
    while (!stamps.empty() && stamps.front() <= now - 1s) {
      stamps.pop_front();
    }
    if (stamps.size() >= max_calls) {
      asio::steady_timer timer(co_await asio::this_coro::executor,
                               stamps.front() + 1s);
      co_await timer.async_wait(asio::use_awaitable);
      co_await acquire();  // look again
    }
    stamps.push_back(Clock::now());
  }
};
//! [limiter-recursive]

asio::awaitable<void> ask(RecursiveLimiter& limiter, int number) {
  co_await limiter.acquire();
  course::say("call {} goes out, stamps: {}", number,
              limiter.stamps.size());
}

asio::awaitable<void> ask_all() {
  RecursiveLimiter limiter{.max_calls = 3};
  std::vector<asio::awaitable<void>> calls;
  for (int i = 0; i < 10; ++i) {
    calls.push_back(ask(limiter, i));
  }
  co_await course::gather(std::move(calls));
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, ask_all(), asio::detached);
  loop.run();
}
