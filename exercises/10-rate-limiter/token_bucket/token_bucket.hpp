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
              std::chrono::nanoseconds interval) {}

  /// Waits until `tokens` tokens are there, and takes them.
  /// @throws std::invalid_argument  if the bucket cannot hold so many
  asio::awaitable<void> acquire(int tokens = 1) {
    throw std::logic_error("token_bucket is not written yet");
  }

 private:
  // What has to be kept?
};
