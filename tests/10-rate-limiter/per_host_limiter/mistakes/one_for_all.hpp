// check: PerHost.CountsEachHostOnItsOwn
// diagnosis: one-for-all
// One limiter, and a set of the hosts that it has seen.
#pragma once

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cctype>
#include <chrono>
#include <course/rate_limiter.hpp>
#include <cstddef>
#include <set>
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
                 std::size_t max_calls, std::chrono::nanoseconds window)
      : executor_(executor),
        max_calls_(max_calls),
        window_(window),
        limiter_(executor, max_calls, window) {}

  /// Returns when a call to `host` may pass, which then counts.
  asio::awaitable<void> acquire(std::string host) {
    std::ranges::transform(host, host.begin(), [](unsigned char letter) {
      return static_cast<char>(std::tolower(letter));
    });
    hosts_.insert(host);
    co_await limiter_.acquire();
  }

  /// Hosts that are remembered.
  std::size_t hosts() const { return hosts_.size(); }

 private:
  asio::any_io_executor executor_;
  std::size_t max_calls_;
  std::chrono::nanoseconds window_;
  std::set<std::string> hosts_;
  course::RateLimiter limiter_;
};
