// check: Event.LetsOneLeave
// diagnosis: all-leave-together
// All wait for one future with get().
#pragma once

#include <boost/asio/awaitable.hpp>
#include <course/future.hpp>

namespace asio = boost::asio;

class Event {
 public:
  explicit Event(const asio::any_io_executor& executor)
      : executor_(executor), future_(executor) {}

  bool is_set() const { return future_.done(); }

  void set() {
    if (!future_.done()) {
      future_.set_result();
    }
  }

  void clear() {
    if (future_.done()) {
      future_ = course::Future<void>(executor_);
    }
  }

  asio::awaitable<void> wait() { return future_.get(); }

 private:
  asio::any_io_executor executor_;
  course::Future<void> future_;
};
