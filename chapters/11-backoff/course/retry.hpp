/// @file
/// @brief Trying again: exponential backoff with jitter.
#pragma once

#include <algorithm>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <random>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace course {

namespace asio = boost::asio;

/// A source of randomness: every call returns the next number, uniform in
/// [0, 1). It is a parameter wherever it is needed, so that a test can say
/// what chance does.
using RandomSource = std::function<double()>;

/// A source whose numbers follow from `seed`, the same ones on every
/// machine. Copies share one engine: a copied source goes on, it does not
/// repeat. One thread.
// [backoff-random-source]
inline RandomSource random_source(std::uint64_t seed) {
  return [engine = std::make_shared<std::mt19937_64>(seed)] {
    // The upper 53 bits, which a double holds exactly, times 2^-53.
    return std::ldexp(static_cast<double>((*engine)() >> 11U), -53);
  };
}
// [backoff-random-source]

/// A source that is different in each run of the program.
inline RandomSource random_source() {
  return random_source(std::random_device{}());
}

/// True for what the network and the operating system report: whatever is
/// thrown as a boost::system::system_error, Beast's time-out included.
inline bool is_system_error(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const boost::system::system_error&) {
    return true;
  } catch (...) {
    return false;
  }
}

/// True for asio::error::operation_aborted: somebody wants the work to end.
inline bool is_cancellation(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const boost::system::system_error& known) {
    return known.code() == asio::error::operation_aborted;
  } catch (...) {
    return false;
  }
}

// [backoff-policy]
/// How often retry() tries, and how long it waits in between.
struct RetryPolicy {
  /// How often at most, the first time included.
  int attempts = 3;
  /// The wait after the first failure. It doubles with every further one.
  std::chrono::nanoseconds base = std::chrono::seconds(1);
  /// Where the doubling ends.
  std::chrono::nanoseconds longest = std::chrono::seconds(60);
  /// Each wait is lengthened at random by up to this share of itself.
  double jitter = 0.1;
  /// Whether a failure may pass by itself. Not asked about a cancellation.
  std::function<bool(const std::exception_ptr&)> worth_retrying =
      is_system_error;
  /// Told of a failure and of the wait that follows it; for log lines.
  std::function<void(const std::exception_ptr& error,
                     std::chrono::nanoseconds wait)>
      before_wait = {};
};
// [backoff-policy]

/// The wait after so many `failures` in a row, from 1: `base`, doubled with
/// every failure but the first, at most `longest`; then lengthened by
/// `random` (uniform in [0, 1)) times `jitter`. The limit comes first:
/// waits that are cut off to the same length would lose their jitter.
// [backoff-wait]
inline std::chrono::nanoseconds backoff_wait(const RetryPolicy& policy,
                                             int failures, double random) {
  using Nanoseconds = std::chrono::duration<double, std::nano>;
  // Doubles: 2^63 ns would be out of range, and undefined, for integers.
  const Nanoseconds wait =
      std::min(Nanoseconds(policy.base) * std::ldexp(1.0, failures - 1),
               Nanoseconds(policy.longest));
  const Nanoseconds jittered = wait * (1.0 + policy.jitter * random);
  return std::chrono::nanoseconds(std::llround(jittered.count()));
}
// [backoff-wait]

/// Awaits `operation()` and, when it fails, waits and awaits it again: a
/// new awaitable for each attempt. The result is that of the first attempt
/// that succeeds.
///
/// Nothing runs before the returned awaitable is awaited. There is no wait
/// after the last attempt.
///
/// @param operation  a function that returns an awaitable; it is kept until
///                   retry ends
/// @param policy     attempts, waits, and what is worth another attempt
/// @param random     asked once for each wait
///
/// Errors: the exception of the last attempt is thrown as it is, after
/// `policy.attempts` attempts or as soon as `policy.worth_retrying` says
/// no. std::invalid_argument if `policy.attempts` is less than 1. What
/// the functions in `policy` throw leaves retry, too.
///
/// Cancellation: never retried. If an attempt ends with
/// `operation_aborted`, or fails in any way after the awaiting coroutine
/// was cancelled, its exception is thrown at once. A wait ends at once
/// with `operation_aborted`.
///
/// Threads: everything runs on the caller's executor.
///
/// Source: document 004, exercise 6.
// [backoff-retry]
template <typename Operation>
std::invoke_result_t<Operation&> retry(Operation operation,
                                       RetryPolicy policy,
                                       RandomSource random) {
  if (policy.attempts < 1) {
    throw std::invalid_argument("retry: less than one attempt");
  }
  asio::steady_timer timer(co_await asio::this_coro::executor);
  for (int failures = 1;; ++failures) {
    std::exception_ptr error;
    try {
      co_return co_await operation();
    } catch (...) {
      error = std::current_exception();  // no co_await in a catch block
    }
    const auto state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none ||
        is_cancellation(error) || failures >= policy.attempts ||
        !policy.worth_retrying(error)) {
      std::rethrow_exception(error);
    }
    const auto wait = backoff_wait(policy, failures, random());
    if (policy.before_wait) {
      policy.before_wait(error, wait);
    }
    timer.expires_after(wait);
    co_await timer.async_wait(asio::use_awaitable);
  }
}
// [backoff-retry]

}  // namespace course
