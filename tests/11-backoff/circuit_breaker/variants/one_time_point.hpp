// variant: one time_point as the state; the request runs spawned
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <course/retry.hpp>
#include <functional>
#include <memory>
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
      : state_(std::make_shared<State>()) {
    state_->most = failures;
    state_->pause = pause;
  }

  asio::awaitable<std::string> call(Request request) {
    const auto state = state_;
    const bool closed = state->closed_again == Time::min();
    if (!closed && std::chrono::steady_clock::now() < state->closed_again) {
      throw CircuitOpen();
    }
    if (!closed) {
      state->closed_again = Time::max();  // until the trial has ended
    }
    std::exception_ptr error;
    std::string answer;
    try {
      answer = co_await asio::co_spawn(co_await asio::this_coro::executor,
                                       request(), asio::use_awaitable);
    } catch (...) {
      error = std::current_exception();
    }
    if (!closed || state->closed_again == Time::min()) {
      state->ended(error, !closed);
    }
    if (error) {
      std::rethrow_exception(error);
    }
    co_return answer;
  }

 private:
  using Time = std::chrono::steady_clock::time_point;

  struct State {
    int most = 1;
    int failures = 0;
    std::chrono::nanoseconds pause{0};
    Time closed_again = Time::min();

    void ended(const std::exception_ptr& error, bool trial) {
      const Time now = std::chrono::steady_clock::now();
      if (!error) {
        failures = 0;
        closed_again = Time::min();
      } else if (course::is_cancellation(error)) {
        closed_again = trial ? now : Time::min();
      } else if (++failures >= most || trial) {
        closed_again = now + pause;
      }
    }
  };

  std::shared_ptr<State> state_;
};
