// All who wait look again at the same time: who passes is luck.
#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <course/say.hpp>
#include <deque>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [limiter-unfair]
using Clock = std::chrono::steady_clock;

struct UnfairLimiter {
  std::size_t max_calls;
  std::deque<Clock::time_point> stamps = {};

  bool full() {
    while (!stamps.empty() && stamps.front() <= Clock::now() - 1s) {
      stamps.pop_front();
    }
    return stamps.size() >= max_calls;
  }

  asio::awaitable<void> acquire() {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    while (full()) {
      timer.expires_at(stamps.front() + 1s);
      co_await timer.async_wait(asio::use_awaitable);
    }
    stamps.push_back(Clock::now());
  }
};
//! [limiter-unfair]

asio::awaitable<void> ask(UnfairLimiter& limiter, int number) {
  co_await limiter.acquire();
  course::say("call {} goes out", number);
}

asio::awaitable<void> ask_all() {
  UnfairLimiter limiter{.max_calls = 3};
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
