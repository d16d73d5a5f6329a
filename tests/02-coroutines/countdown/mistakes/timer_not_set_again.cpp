// check: Countdown.AnnouncesANumberEverySecond
// diagnosis: timer-not-set-again
// Takes a timer for a thing that waits a second whenever it is asked to.
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "countdown.hpp"

using namespace std::chrono_literals;

asio::awaitable<void> countdown(int from, Announce announce) {
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  announce(from);
  for (int number = from - 1; number >= 0; --number) {
    co_await timer.async_wait(asio::use_awaitable);
    announce(number);
  }
}
