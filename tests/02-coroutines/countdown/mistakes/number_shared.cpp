// check: Countdown.RunsBesideAnotherCountdown
// diagnosis: number-shared
// Counts in a global variable: right until there are two.
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "countdown.hpp"

using namespace std::chrono_literals;

namespace {

int number = 0;

}  // namespace

asio::awaitable<void> countdown(int from, Announce announce) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  number = from;
  announce(number);
  while (number > 0) {
    timer.expires_after(1s);
    co_await timer.async_wait(asio::use_awaitable);
    announce(--number);
  }
}
