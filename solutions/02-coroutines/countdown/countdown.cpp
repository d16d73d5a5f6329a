#include "countdown.hpp"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <stdexcept>

using namespace std::chrono_literals;

asio::awaitable<void> countdown(int from, Announce announce) {
  // BEGIN SOLUTION
  // STUB: // Announce a number, wait a second, and so on until lift-off.
  // STUB: throw std::logic_error("countdown is not written yet");
  asio::steady_timer timer(co_await asio::this_coro::executor);
  announce(from);
  for (int number = from - 1; number >= 0; --number) {
    timer.expires_after(1s);
    co_await timer.async_wait(asio::use_awaitable);
    announce(number);
  }
  // END SOLUTION
}
