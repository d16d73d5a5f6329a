// Three calls in each second of the calendar, and six within 120 ms.
#include <fmt/chrono.h>

#include <boost/asio.hpp>
#include <chrono>

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [limiter-fixed-window]
using Clock = std::chrono::steady_clock;

struct FixedWindow {
  std::size_t max_calls = 3;
  Clock::time_point begin = Clock::now();
  std::size_t calls = 0;

  bool try_acquire() {
    while (Clock::now() >= begin + 1s) {  // the next second begins
      begin += 1s;
      calls = 0;
    }
    if (calls == max_calls) {
      return false;
    }
    ++calls;
    return true;
  }
};
//! [limiter-fixed-window]

asio::awaitable<void> ask() {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  const auto start = Clock::now();
  FixedWindow limiter;
  for (const auto at :
       {920ms, 940ms, 960ms, 980ms, 1000ms, 1020ms, 1040ms, 1060ms}) {
    timer.expires_at(start + at);
    co_await timer.async_wait(asio::use_awaitable);
    fmt::print("t = {}  {}\n", at,
               limiter.try_acquire() ? "a call goes out" : "refused");
  }
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, ask(), asio::detached);
  loop.run();
}
