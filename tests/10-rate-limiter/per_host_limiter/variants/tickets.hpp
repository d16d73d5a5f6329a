// variant: no course library; numbered tickets and a timer as a bell for
// each who waits
#pragma once

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
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
    const auto ticket = entry.next_ticket++;
    asio::steady_timer timer(co_await asio::this_coro::executor);
    while (ticket != entry.now_serving || entry.full(max_calls_)) {
      if (ticket == entry.now_serving) {
        timer.expires_at(entry.passed.front() + window_);
      } else {
        timer.expires_at(Clock::time_point::max());
        entry.bells[ticket] = &timer;
      }
      co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
      forget_old_calls();
    }
    entry.passed.push_back(Clock::now());
    entry.bells.erase(ticket);
    if (const auto next = entry.bells.find(++entry.now_serving);
        next != entry.bells.end()) {
      next->second->cancel();
    }
  }

  std::size_t hosts() const { return hosts_.size(); }

 private:
  struct Entry {
    bool full(std::size_t calls) const { return passed.size() >= calls; }

    std::deque<Clock::time_point> passed;
    int next_ticket = 0;
    int now_serving = 0;
    std::map<int, asio::steady_timer*> bells;  // of those behind the first
  };

  void forget_old_calls() {
    for (auto host = hosts_.begin(); host != hosts_.end();) {
      Entry& entry = host->second;
      while (!entry.passed.empty() &&
             entry.passed.front() + window_ <= Clock::now()) {
        entry.passed.pop_front();
      }
      const bool quiet =
          entry.passed.empty() && entry.next_ticket == entry.now_serving;
      host = quiet ? hosts_.erase(host) : std::next(host);
    }
  }

  std::size_t max_calls_;
  std::chrono::nanoseconds window_;
  std::map<std::string, Entry> hosts_;
};
