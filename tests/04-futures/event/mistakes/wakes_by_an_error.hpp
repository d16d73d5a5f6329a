// check: Event.LetsEverybodyGoOn
// diagnosis: wakes-by-an-error
// Awaits a timer that set() cancels, and lets its error through.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace asio = boost::asio;

class Event {
 public:
  explicit Event(const asio::any_io_executor& executor)
      : bell_(executor, asio::steady_timer::time_point::max()) {}

  bool is_set() const { return set_; }

  void set() {
    set_ = true;
    bell_.cancel();
  }

  void clear() { set_ = false; }

  asio::awaitable<void> wait() {
    if (!set_) {
      co_await bell_.async_wait(asio::use_awaitable);
    }
  }

 private:
  asio::steady_timer bell_;
  bool set_ = false;
};
