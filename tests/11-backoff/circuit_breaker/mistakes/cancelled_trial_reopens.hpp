// check: Breaker.RepeatsACancelledTrial
// diagnosis: cancelled-trial-reopens
// A trial that does not succeed opens the circuit again.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <course/retry.hpp>
#include <functional>
#include <stdexcept>
#include <string>

namespace asio = boost::asio;

/// A function that starts one request when it is called.
using Request = std::function<asio::awaitable<std::string>()>;

/// Thrown in place of a request that is not made.
struct CircuitOpen : std::runtime_error {
  CircuitOpen() : std::runtime_error("the circuit is open") {}
};

/// Keeps requests from a server that fails. All requests to one server go
/// through one breaker, which outlives them; one thread.
class CircuitBreaker {
 public:
  /// @param failures  so many in a row open the circuit; at least 1
  /// @param pause     how long it stays open before a trial
  CircuitBreaker(int failures, std::chrono::milliseconds pause) {
    most_failures_ = failures;
    pause_ = pause;
  }

  /// Makes the request, unless the circuit is open.
  /// @return what the request returns
  /// @throws CircuitOpen at once if the request is not made, or what the
  ///         request throws
  asio::awaitable<std::string> call(Request request) {
    if (open_ && (trial_under_way_ || Clock::now() < next_trial_)) {
      throw CircuitOpen();
    }
    const bool trial = open_;
    trial_under_way_ = trial;
    std::exception_ptr error;
    std::string answer;
    try {
      answer = co_await request();
    } catch (...) {
      error = std::current_exception();
    }
    if (trial) {
      trial_under_way_ = false;
    }
    // A request that was under way when the circuit opened says nothing
    // about the server as it is now.
    if (trial || !open_) {
      learn_from(error, trial);
    }
    if (error) {
      std::rethrow_exception(error);
    }
    co_return answer;
  }

 private:
  using Clock = std::chrono::steady_clock;

  void learn_from(const std::exception_ptr& error, bool trial) {
    if (!error) {
      open_ = false;
      failures_ = 0;
    } else if (trial || !course::is_cancellation(error)) {
      ++failures_;
      if (trial || failures_ >= most_failures_) {
        open_ = true;
        next_trial_ = Clock::now() + pause_;
      }
    }
  }

  int most_failures_ = 1;
  std::chrono::milliseconds pause_{0};
  int failures_ = 0;  // in a row
  bool open_ = false;
  Clock::time_point next_trial_;  // while open
  bool trial_under_way_ = false;
};
