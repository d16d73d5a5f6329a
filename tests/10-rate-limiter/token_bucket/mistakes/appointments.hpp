// check: Bucket.KeepsNoMoreWhenTheLoopIsLate
// diagnosis: appointments
// One number says when the bucket was, or will be, empty. Each call moves
// it on and sleeps until then.
#pragma once

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <stdexcept>

namespace asio = boost::asio;

class TokenBucket {
 public:
  using Clock = std::chrono::steady_clock;

  TokenBucket(const asio::any_io_executor&, int capacity,
              std::chrono::nanoseconds interval)
      : capacity_(capacity),
        interval_(interval),
        empty_at_(Clock::now() - capacity * interval) {}

  asio::awaitable<void> acquire(int tokens = 1) {
    if (tokens > capacity_) {
      throw std::invalid_argument("the bucket cannot hold so many tokens");
    }
    empty_at_ = std::max(empty_at_, Clock::now() - capacity_ * interval_) +
                tokens * interval_;
    asio::steady_timer timer(co_await asio::this_coro::executor, empty_at_);
    co_await timer.async_wait(asio::use_awaitable);
  }

 private:
  int capacity_;
  std::chrono::nanoseconds interval_;
  Clock::time_point empty_at_;  // the bucket was, or will be, empty
};
