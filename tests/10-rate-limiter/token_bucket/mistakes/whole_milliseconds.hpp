// check: Bucket.IsExact
// diagnosis: whole-milliseconds
// Rounds the wait up, so as not to wake too early.
#pragma once

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <stdexcept>

namespace asio = boost::asio;

/// Lets calls pass in bursts, and limits them in the long run.
class TokenBucket {
 public:
  using Clock = std::chrono::steady_clock;

  /// @param executor  where those who wait are resumed
  /// @param capacity  most tokens; the bucket begins with as many
  /// @param interval  time from one token to the next
  TokenBucket(const asio::any_io_executor& executor, int capacity,
              std::chrono::nanoseconds interval)
      : capacity_(capacity),
        interval_(interval),
        tokens_(capacity),
        timer_(executor),
        turn_(executor) {}

  /// Waits until `tokens` tokens are there, and takes them.
  /// @throws std::invalid_argument  if the bucket cannot hold so many
  asio::awaitable<void> acquire(int tokens = 1) {
    if (tokens > capacity_) {
      throw std::invalid_argument("the bucket cannot hold so many tokens");
    }
    if (somebody_in_front_) {
      co_await turn_.async_receive(asio::use_awaitable);
    }
    somebody_in_front_ = true;
    while (refill() < tokens) {
      timer_.expires_after(std::chrono::ceil<std::chrono::milliseconds>(
          last_drop_ + (tokens - tokens_) * interval_ - Clock::now()));
      co_await timer_.async_wait(asio::use_awaitable);
    }
    tokens_ -= tokens;
    somebody_in_front_ = turn_.try_send(boost::system::error_code());
  }

 private:
  int refill() {
    const auto now = Clock::now();
    const auto drops = (now - last_drop_) / interval_;
    if (drops >= capacity_ - tokens_) {
      tokens_ = capacity_;
      last_drop_ = now;  // the next interval begins when one is taken
    } else {
      tokens_ += static_cast<int>(drops);
      last_drop_ += drops * interval_;
    }
    return tokens_;
  }

  int capacity_;
  std::chrono::nanoseconds interval_;
  int tokens_;
  Clock::time_point last_drop_ = Clock::now();
  bool somebody_in_front_ = false;
  asio::steady_timer timer_;  // of the first in line
  asio::experimental::channel<void(boost::system::error_code)> turn_;
};
