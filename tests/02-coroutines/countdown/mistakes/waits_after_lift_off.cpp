// check: Countdown.ReturnsAtLiftOff
// diagnosis: waits-after-lift-off
// Announces and waits, for each number, and so also after the last.
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "countdown.hpp"

using namespace std::chrono_literals;

asio::awaitable<void> countdown(int from, Announce announce) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (int number = from; number >= 0; --number) {
    announce(number);
    timer.expires_after(1s);
    co_await timer.async_wait(asio::use_awaitable);
  }
}
