// variant: a timer that never expires, and the number of the round
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace asio = boost::asio;

class Event {
 public:
  explicit Event(const asio::any_io_executor& executor)
      : timer_(executor, asio::steady_timer::time_point::max()) {}

  bool is_set() const { return set_; }

  void set() {
    if (!set_) {
      set_ = true;
      ++round_;
      timer_.cancel();
    }
  }

  void clear() { set_ = false; }

  asio::awaitable<void> wait() {
    if (set_) {
      co_return;
    }
    const int round = round_;
    co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    if (round == round_) {
      throw boost::system::system_error(asio::error::operation_aborted);
    }
  }

 private:
  asio::steady_timer timer_;
  bool set_ = false;
  int round_ = 0;
};
