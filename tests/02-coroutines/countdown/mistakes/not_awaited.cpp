// check: Countdown.AnnouncesANumberEverySecond
// diagnosis: not-awaited
// Calls async_wait as one calls a function that waits.
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "countdown.hpp"

using namespace std::chrono_literals;

asio::awaitable<void> countdown(int from, Announce announce) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  announce(from);
  for (int number = from - 1; number >= 0; --number) {
    timer.expires_after(1s);
    auto waiting = timer.async_wait(asio::use_awaitable);
    announce(number);
  }
}
