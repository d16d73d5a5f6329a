/// @file
/// @brief Trying again until a deadline, and no longer than it makes sense.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <chrono>
#include <course/wait.hpp>
#include <exception>
#include <type_traits>
#include <utility>

#include "retry.hpp"

namespace course {

/// The same as retry(), with a deadline over all attempts and waits.
///
/// A wait that would not be over before the deadline is not begun: then the
/// failure before it is thrown at once, as after the last attempt. An
/// attempt that is under way at the deadline is cancelled.
///
/// @param deadline  on the clock of Asio's timers
/// @param operation, policy, random  as for retry(). `policy.before_wait`
///                  is not told of a wait that is not begun.
///
/// Errors: those of retry(); `asio::error::timed_out` if an attempt was
/// cancelled because the deadline came, or if it has passed before the
/// first one, which is not begun then. An attempt that ends in another way
/// in spite of the cancellation has the last word, as in wait_for(), and if
/// it cleans up first, retry_until takes that much longer.
///
/// Cancellation: as for retry().
///
/// Threads: as for wait_for(): an executor that runs one handler at a time.
///
/// Source: document 004, exercise 6 (retries), and document 002, section
/// 1.2.6 (time-out and cancellation).
// [backoff-retry-until]
template <typename Operation>
std::invoke_result_t<Operation&> retry_until(
    std::chrono::steady_clock::time_point deadline, Operation operation,
    RetryPolicy policy, RandomSource random) {
  using Clock = std::chrono::steady_clock;
  if (Clock::now() >= deadline) {
    throw boost::system::system_error(asio::error::timed_out);
  }
  policy.before_wait = [deadline, tell = std::move(policy.before_wait)](
                           const std::exception_ptr& error, auto wait) {
    if (Clock::now() + wait >= deadline) {
      std::rethrow_exception(error);  // it leaves retry
    }
    if (tell) {
      tell(error, wait);
    }
  };
  co_return co_await wait_for(
      retry(std::move(operation), std::move(policy), std::move(random)),
      deadline - Clock::now());
}
// [backoff-retry-until]

}  // namespace course
