// check: Countdown.ReturnsAtLiftOff
// diagnosis: returns-early
// Spawns the counting, so that it "runs in the background".
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "countdown.hpp"

using namespace std::chrono_literals;

namespace {

asio::awaitable<void> count(int from, Announce announce) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  announce(from);
  for (int number = from - 1; number >= 0; --number) {
    timer.expires_after(1s);
    co_await timer.async_wait(asio::use_awaitable);
    announce(number);
  }
}

}  // namespace

asio::awaitable<void> countdown(int from, Announce announce) {
  asio::co_spawn(co_await asio::this_coro::executor, count(from, announce),
                 asio::detached);
}
