// variant: limiters behind shared pointers; the last one to hold one lets
// it go
#pragma once

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <cctype>
#include <chrono>
#include <course/rate_limiter.hpp>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <unordered_map>

namespace asio = boost::asio;

/// Limits the calls to each of many hosts.
class PerHostLimiter {
 public:
  /// @param executor   where those who wait are resumed
  /// @param max_calls  how many calls to one host may pass in one window
  /// @param window     its length
  PerHostLimiter(const asio::any_io_executor& executor,
                 std::size_t max_calls, std::chrono::nanoseconds window)
      : executor_(executor), max_calls_(max_calls), window_(window) {}

  /// Returns when a call to `host` may pass, which then counts.
  asio::awaitable<void> acquire(std::string host) {
    std::ranges::transform(host, host.begin(), [](unsigned char letter) {
      return static_cast<char>(std::tolower(letter));
    });
    std::erase_if(limiters_, [](const auto& entry) {
      return entry.second.use_count() == 1 && entry.second->idle();
    });
    auto& place = limiters_[host];
    if (!place) {
      place = std::make_shared<course::RateLimiter>(executor_, max_calls_,
                                                    window_);
    }
    const auto limiter = place;
    co_await limiter->acquire();
  }

  /// Hosts that are remembered.
  std::size_t hosts() const { return limiters_.size(); }

 private:
  asio::any_io_executor executor_;
  std::size_t max_calls_;
  std::chrono::nanoseconds window_;
  std::unordered_map<std::string, std::shared_ptr<course::RateLimiter>>
      limiters_;
};
