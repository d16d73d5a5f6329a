// check: Event.LetsEverybodyGoOn
// diagnosis: polls
// Looks every 10 ms.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>

namespace asio = boost::asio;

class Event {
 public:
  explicit Event(const asio::any_io_executor&) {}

  bool is_set() const { return set_; }
  void set() { set_ = true; }
  void clear() { set_ = false; }

  asio::awaitable<void> wait() {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    while (!set_) {
      timer.expires_after(std::chrono::milliseconds(10));
      co_await timer.async_wait(asio::use_awaitable);
    }
  }

 private:
  bool set_ = false;
};
