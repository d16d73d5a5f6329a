// check: Event.WaitsAgainAfterClear
// diagnosis: clear-not-remembered
// A flag beside the future, and clear() forgets the flag.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <course/future.hpp>

namespace asio = boost::asio;

class Event {
 public:
  explicit Event(const asio::any_io_executor& executor)
      : executor_(executor), future_(executor) {}

  bool is_set() const { return set_; }

  void set() {
    set_ = true;
    if (!future_.done()) {
      future_.set_result();
    }
  }

  void clear() {
    if (future_.done()) {
      future_ = course::Future<void>(executor_);
    }
  }

  asio::awaitable<void> wait() { return future_.wait(); }

 private:
  asio::any_io_executor executor_;
  course::Future<void> future_;
  bool set_ = false;
};
