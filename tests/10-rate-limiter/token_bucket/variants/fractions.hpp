// variant: parts of tokens, in nanoseconds of filling; a channel as a lock
#pragma once

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <stdexcept>

namespace asio = boost::asio;

class TokenBucket {
 public:
  using Clock = std::chrono::steady_clock;

  TokenBucket(const asio::any_io_executor& executor, int capacity,
              std::chrono::nanoseconds interval)
      : full_(capacity * interval),
        interval_(interval),
        filled_(full_),
        lock_(executor, 1) {}

  asio::awaitable<void> acquire(int tokens = 1) {
    const auto wanted = tokens * interval_;
    if (wanted > full_) {
      throw std::invalid_argument("the bucket cannot hold so many tokens");
    }
    co_await lock_.async_send(boost::system::error_code(),
                              asio::use_awaitable);
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (fill(); filled_ < wanted; fill()) {
      timer.expires_after(wanted - filled_);
      co_await timer.async_wait(asio::use_awaitable);
    }
    filled_ -= wanted;
    lock_.try_receive([](boost::system::error_code) {});
  }

 private:
  void fill() {
    const auto now = Clock::now();
    filled_ = std::min(full_, filled_ + (now - looked_));
    looked_ = now;
  }

  Clock::duration full_;
  Clock::duration interval_;
  Clock::duration filled_;  // the time that what is in it took to drop in
  Clock::time_point looked_ = Clock::now();
  asio::experimental::channel<void(boost::system::error_code)> lock_;
};
