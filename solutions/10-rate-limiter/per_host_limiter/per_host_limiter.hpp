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
  // BEGIN SOLUTION
  // STUB: PerHostLimiter(const asio::any_io_executor& executor,
  // STUB:                std::size_t max_calls, std::chrono::nanoseconds window) {}
  PerHostLimiter(const asio::any_io_executor& executor,
                 std::size_t max_calls, std::chrono::nanoseconds window)
      : executor_(executor), max_calls_(max_calls), window_(window) {}
  // END SOLUTION

  /// Returns when a call to `host` may pass, which then counts.
  asio::awaitable<void> acquire(std::string host) {
    // BEGIN SOLUTION
    // STUB: throw std::logic_error("per_host_limiter is not written yet");
    std::ranges::transform(host, host.begin(), [](unsigned char letter) {
      return static_cast<char>(std::tolower(letter));
    });
    std::erase_if(limiters_,
                  [](const auto& entry) { return entry.second.idle(); });
    const auto [place, added] =
        limiters_.try_emplace(host, executor_, max_calls_, window_);
    co_await place->second.acquire();
    // END SOLUTION
  }

  /// Hosts that are remembered.
  std::size_t hosts() const {
    // BEGIN SOLUTION
    // STUB: throw std::logic_error("per_host_limiter is not written yet");
    return limiters_.size();
    // END SOLUTION
  }

 private:
  // BEGIN SOLUTION
  // STUB: // What has to be kept?
  asio::any_io_executor executor_;
  std::size_t max_calls_;
  std::chrono::nanoseconds window_;
  std::map<std::string, course::RateLimiter> limiters_;
  // END SOLUTION
};
