// check: Event.WaitsAgainAfterClear
// diagnosis: cannot-be-cleared
// One future for all rounds.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <course/future.hpp>

namespace asio = boost::asio;

class Event {
 public:
  explicit Event(const asio::any_io_executor& executor)
      : future_(executor) {}

  bool is_set() const { return set_; }

  void set() {
    set_ = true;
    if (!future_.done()) {
      future_.set_result();
    }
  }

  void clear() { set_ = false; }
  asio::awaitable<void> wait() { return future_.wait(); }

 private:
  course::Future<void> future_;
  bool set_ = false;
};
