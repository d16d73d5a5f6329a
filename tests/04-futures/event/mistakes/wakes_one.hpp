// check: Event.LetsEverybodyGoOn
// diagnosis: wakes-one
// The signal is a message in a channel; one receiver takes it.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace asio = boost::asio;

class Event {
 public:
  explicit Event(const asio::any_io_executor& executor)
      : signal_(executor, 1) {}

  bool is_set() const { return set_; }

  void set() {
    set_ = true;
    signal_.try_send(boost::system::error_code());
  }

  void clear() {
    set_ = false;
    signal_.reset();
  }

  asio::awaitable<void> wait() {
    if (!set_) {
      co_await signal_.async_receive(asio::use_awaitable);
    }
  }

 private:
  asio::experimental::channel<void(boost::system::error_code)> signal_;
  bool set_ = false;
};
