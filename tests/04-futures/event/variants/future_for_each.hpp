// variant: a future for each who waits, as asyncio.Event has it
#pragma once

#include <boost/asio/awaitable.hpp>
#include <course/future.hpp>
#include <utility>
#include <vector>

namespace asio = boost::asio;

class Event {
 public:
  explicit Event(const asio::any_io_executor& executor)
      : executor_(executor) {}

  bool is_set() const { return set_; }

  void set() {
    set_ = true;
    for (auto& waiter : std::exchange(waiters_, {})) {
      if (!waiter.done()) {
        waiter.set_result();
      }
    }
  }

  void clear() { set_ = false; }

  asio::awaitable<void> wait() {
    if (set_) {
      co_return;
    }
    auto waiter = waiters_.emplace_back(executor_);
    co_await waiter.get();
  }

 private:
  asio::any_io_executor executor_;
  std::vector<course::Future<void>> waiters_;
  bool set_ = false;
};
