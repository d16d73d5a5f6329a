// variant: fixed points in time, so that slow announcements do not add up
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

#include "countdown.hpp"

using namespace std::chrono_literals;

asio::awaitable<void> countdown(int from, Announce announce) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  auto next = std::chrono::steady_clock::now();
  announce(from);
  while (from-- > 0) {
    next += 1s;
    timer.expires_at(next);
    co_await timer.async_wait(asio::use_awaitable);
    announce(from);
  }
}
