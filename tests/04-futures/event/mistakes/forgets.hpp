// check: Event.StaysSet
// diagnosis: forgets
// A timer that never expires; set() cancels it and that is all.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace asio = boost::asio;

class Event {
 public:
  explicit Event(const asio::any_io_executor& executor)
      : timer_(executor, asio::steady_timer::time_point::max()) {}

  bool is_set() const { return set_; }

  void set() {
    set_ = true;
    timer_.cancel();
  }

  void clear() { set_ = false; }

  asio::awaitable<void> wait() {
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
  }

 private:
  asio::steady_timer timer_;
  bool set_ = false;
};
