// variant: callbacks; one timer, and a line of requests with a timer each
// as a bell
#pragma once

#include <algorithm>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <list>
#include <stdexcept>

namespace asio = boost::asio;

class TokenBucket {
 public:
  using Clock = std::chrono::steady_clock;

  TokenBucket(const asio::any_io_executor& executor, int capacity,
              std::chrono::nanoseconds interval)
      : capacity_(capacity),
        interval_(interval),
        empty_at_(Clock::now() - capacity * interval),
        timer_(executor) {}

  asio::awaitable<void> acquire(int tokens = 1) {
    if (tokens > capacity_) {
      throw std::invalid_argument("the bucket cannot hold so many tokens");
    }
    Request request{.tokens = tokens,
                    .bell = asio::steady_timer(timer_.get_executor(),
                                               Clock::time_point::max())};
    line_.push_back(&request);
    if (line_.size() == 1) {
      serve();
    }
    if (!request.served) {
      co_await request.bell.async_wait(asio::as_tuple(asio::use_awaitable));
    }
  }

 private:
  struct Request {
    int tokens;
    asio::steady_timer bell;
    bool served = false;
  };

  /// Serves those for whom there are tokens, and comes back for the next.
  void serve() {
    while (!line_.empty()) {
      Request& first = *line_.front();
      const auto now = Clock::now();
      empty_at_ = std::max(empty_at_, now - capacity_ * interval_);
      const auto enough_at = empty_at_ + first.tokens * interval_;
      if (enough_at > now) {
        timer_.expires_at(enough_at);
        timer_.async_wait([this](boost::system::error_code error) {
          if (!error) {
            serve();
          }
        });
        return;
      }
      empty_at_ = enough_at;
      first.served = true;
      first.bell.cancel();
      line_.pop_front();
    }
  }

  int capacity_;
  std::chrono::nanoseconds interval_;
  Clock::time_point empty_at_;  // the bucket was empty then
  std::list<Request*> line_;
  asio::steady_timer timer_;  // of the first in line
};
