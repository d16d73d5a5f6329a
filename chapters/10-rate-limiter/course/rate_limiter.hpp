/// @file
/// @brief At most so many calls in any window of time.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <cstddef>
#include <deque>
#include <stdexcept>

namespace course {

namespace asio = boost::asio;

/// Lets at most `max_calls` pass in any window of time, and makes the
/// others wait.
///
/// The window slides: whichever instant t one looks at, no more than
/// `max_calls` calls pass from t up to, and not including, t + window. A
/// call passes as soon as this allows it, so a call may follow exactly one
/// window after the one that it had to wait for. What counts is the time at
/// which a call passes, not the time at which it was asked for.
///
/// Those who wait pass in the order in which they came, and nobody who
/// comes later passes before them.
///
/// It limits how often something begins, not how much of it runs at the
/// same time.
///
/// Lifetime: the limiter must outlive everybody who waits for it, and its
/// executor's loop must outlive the limiter.
///
/// Threads: all calls come from the executor, one at a time (an io_context
/// run by one thread, or a strand).
///
/// Source: document 004, exercise 5.
class RateLimiter {
 public:
  using Clock = std::chrono::steady_clock;

  /// @param executor   where those who wait are resumed
  /// @param max_calls  how many calls may pass in one window
  /// @param window     its length, to the nanosecond
  /// @throws std::invalid_argument  if either is not above zero
  RateLimiter(const asio::any_io_executor& executor, std::size_t max_calls,
              Clock::duration window)
      : max_calls_(max_calls),
        window_(window),
        timer_(executor),
        turn_(executor) {
    if (max_calls == 0 || window <= Clock::duration::zero()) {
      throw std::invalid_argument(
          "a rate limiter needs a number of calls and a window above zero");
    }
  }

  RateLimiter(const RateLimiter&) = delete;
  RateLimiter& operator=(const RateLimiter&) = delete;

  /// Returns when the caller may make its call, which then counts. If it
  /// may now, returns without suspending.
  ///
  /// Cancellation: `operation_aborted`; the call does not count, and those
  /// behind it move up.
  // [limiter-acquire]
  asio::awaitable<void> acquire() {
    if (somebody_in_front_) {
      const auto [error] =
          co_await turn_.async_receive(asio::as_tuple(asio::deferred));
      if (error) {  // a channel has its own word for being cancelled
        throw boost::system::system_error(asio::error::operation_aborted);
      }
    }
    somebody_in_front_ = true;
    try {
      while (!room()) {
        timer_.expires_after(window_ - (Clock::now() - passed_.front()));
        co_await timer_.async_wait(asio::use_awaitable);
      }
    } catch (...) {
      next_one();
      throw;
    }
    passed_.push_back(Clock::now());
    next_one();
  }
  // [limiter-acquire]

  /// Lets a call pass if it may now, and nobody waits for it.
  /// @return false if it may not; then it does not count
  bool try_acquire() {
    if (somebody_in_front_ || !room()) {
      return false;
    }
    passed_.push_back(Clock::now());
    return true;
  }

  /// True if nobody waits and no call counts any more: whoever destroys
  /// this limiter and makes a new one changes nothing.
  bool idle() const {
    return !somebody_in_front_ &&
           (passed_.empty() || Clock::now() - passed_.back() >= window_);
  }

 private:
  // [limiter-room]
  bool room() {
    if (passed_.size() == max_calls_ &&
        Clock::now() - passed_.front() >= window_) {
      passed_.pop_front();
    }
    return passed_.size() < max_calls_;
  }
  // [limiter-room]

  // [limiter-next]
  void next_one() {
    somebody_in_front_ = turn_.try_send(boost::system::error_code());
  }
  // [limiter-next]

  // [limiter-state]
  std::size_t max_calls_;
  Clock::duration window_;
  std::deque<Clock::time_point> passed_;  ///< the last max_calls_, at most
  bool somebody_in_front_ = false;        ///< and he may use the timer
  asio::steady_timer timer_;
  /// Without a buffer: receiving waits in line, sending wakes the first.
  asio::experimental::channel<void(boost::system::error_code)> turn_;
  // [limiter-state]
};

}  // namespace course
