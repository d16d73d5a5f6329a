// variant: an enum of three states, and a guard that gives the trial back
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
  CircuitBreaker(int failures, std::chrono::milliseconds pause)
      : most_(failures), pause_(pause) {}

  asio::awaitable<std::string> call(Request request) {
    const auto now = std::chrono::steady_clock::now();
    if (state_ == State::open && now - opened_ >= pause_) {
      state_ = State::half_open;
    }
    if (state_ == State::open || (state_ == State::half_open && trial_)) {
      throw CircuitOpen();
    }
    if (state_ == State::half_open) {
      co_return co_await try_out(std::move(request));
    }
    const int epoch = epoch_;
    try {
      std::string answer = co_await request();
      if (epoch == epoch_) {
        failures_ = 0;
      }
      co_return answer;
    } catch (...) {
      if (epoch == epoch_ &&
          !course::is_cancellation(std::current_exception()) &&
          ++failures_ == most_) {
        open();
      }
      throw;
    }
  }

 private:
  enum class State { closed, open, half_open };

  struct Trial {
    bool& under_way;
    explicit Trial(bool& flag) : under_way(flag) { under_way = true; }
    ~Trial() { under_way = false; }
    Trial(const Trial&) = delete;
    Trial& operator=(const Trial&) = delete;
  };

  asio::awaitable<std::string> try_out(Request request) {
    const Trial trial(trial_);
    try {
      std::string answer = co_await request();
      state_ = State::closed;
      failures_ = 0;
      co_return answer;
    } catch (...) {
      if (!course::is_cancellation(std::current_exception())) {
        open();
      }
      throw;
    }
  }

  void open() {
    state_ = State::open;
    opened_ = std::chrono::steady_clock::now();
    ++epoch_;
  }

  int most_;
  std::chrono::nanoseconds pause_;
  State state_ = State::closed;
  int failures_ = 0;
  int epoch_ = 0;  // a request of an older one came too late
  std::chrono::steady_clock::time_point opened_;
  bool trial_ = false;
};
