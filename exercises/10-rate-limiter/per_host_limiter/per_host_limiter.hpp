#pragma once

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cctype>
#include <chrono>
#include <course/rate_limiter.hpp>
#include <cstddef>
#include <map>
#include <stdexcept>
#include <string>

namespace asio = boost::asio;

/// Limits the calls to each of many hosts.
class PerHostLimiter {
 public:
  /// @param executor   where those who wait are resumed
  /// @param max_calls  how many calls to one host may pass in one window
  /// @param window     its length
  PerHostLimiter(const asio::any_io_executor& executor,
                 std::size_t max_calls, std::chrono::nanoseconds window) {}

  /// Returns when a call to `host` may pass, which then counts.
  asio::awaitable<void> acquire(std::string host) {
    throw std::logic_error("per_host_limiter is not written yet");
  }

  /// Hosts that are remembered.
  std::size_t hosts() const {
    throw std::logic_error("per_host_limiter is not written yet");
  }

 private:
  // What has to be kept?
};
