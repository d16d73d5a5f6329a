// check: PerHost.ServesAHostInTheOrderOfTheCalls
// diagnosis: whoever-is-lucky
// Times of its own for each host, and all who wait look again together.
#pragma once

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cctype>
#include <chrono>
#include <cstddef>
#include <deque>
#include <iterator>
#include <map>
#include <string>

namespace asio = boost::asio;

/// Limits the calls to each of many hosts.
class PerHostLimiter {
 public:
  using Clock = std::chrono::steady_clock;

  PerHostLimiter(const asio::any_io_executor&, std::size_t max_calls,
                 std::chrono::nanoseconds window)
      : max_calls_(max_calls), window_(window) {}

  asio::awaitable<void> acquire(std::string host) {
    std::ranges::transform(host, host.begin(), [](unsigned char letter) {
      return static_cast<char>(std::tolower(letter));
    });
    forget_old_calls();
    Entry& entry = hosts_[host];
    ++entry.waiting;
    asio::steady_timer timer(co_await asio::this_coro::executor);
    while (entry.passed.size() >= max_calls_) {
      timer.expires_at(entry.passed.front() + window_);
      co_await timer.async_wait(asio::use_awaitable);
      forget_old_calls();
    }
    --entry.waiting;
    entry.passed.push_back(Clock::now());
  }

  std::size_t hosts() const { return hosts_.size(); }

 private:
  struct Entry {
    std::deque<Clock::time_point> passed;
    int waiting = 0;
  };

  void forget_old_calls() {
    for (auto host = hosts_.begin(); host != hosts_.end();) {
      Entry& entry = host->second;
      while (!entry.passed.empty() &&
             entry.passed.front() + window_ <= Clock::now()) {
        entry.passed.pop_front();
      }
      const bool quiet = entry.passed.empty() && entry.waiting == 0;
      host = quiet ? hosts_.erase(host) : std::next(host);
    }
  }

  std::size_t max_calls_;
  std::chrono::nanoseconds window_;
  std::map<std::string, Entry> hosts_;
};
