#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <course/retry_until.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;
using SteadyClock = std::chrono::steady_clock;

struct Ended {
  int attempts = 0;
  std::vector<std::chrono::nanoseconds> waits = {};
  std::string end = "not ended";
  std::chrono::nanoseconds at{0};
};

std::string in_words(const std::exception_ptr& error) {
  try {
    if (error) {
      std::rethrow_exception(error);
    }
    return "returned";
  } catch (const boost::system::system_error& known) {
    return known.code().message();
  } catch (const std::exception& known) {
    return known.what();
  }
}

/// Starts a retry_until whose waits are 1 s, 2 s, 4 s ... long, as far as
/// it has the time.
template <typename Attempt>
std::shared_ptr<Ended> start(asio::io_context& loop,
                             asio::cancellation_signal& signal,
                             std::chrono::nanoseconds until,
                             Attempt attempt) {
  auto seen = std::make_shared<Ended>();
  course::RetryPolicy policy{.attempts = 4, .jitter = 0.0};
  policy.worth_retrying = [](const std::exception_ptr&) { return true; };
  policy.before_wait = [seen](const std::exception_ptr&, auto wait) {
    seen->waits.push_back(wait);
  };
  asio::co_spawn(
      loop,
      course::retry_until(
          SteadyClock::now() + until,
          [seen, attempt]() -> asio::awaitable<void> {
            ++seen->attempts;
            return attempt();
          },
          policy, [] { return 0.0; }),
      asio::bind_cancellation_slot(signal.slot(),
                                   [seen](const std::exception_ptr& error) {
                                     seen->end = in_words(error);
                                     seen->at = elapsed();
                                   }));
  return seen;
}

asio::awaitable<void> fails_after(std::chrono::milliseconds delay) {
  co_await pause(delay);
  throw std::runtime_error("disk full");
}

}  // namespace

CO_TEST(RetryUntil, ReturnsWhatAnAttemptReturns) {
  int attempts = 0;
  const auto value = co_await course::retry_until(
      SteadyClock::now() + 10s,
      [&]() -> asio::awaitable<std::unique_ptr<int>> {
        co_await pause(100ms);
        if (++attempts < 2) {
          throw std::runtime_error("disk full");
        }
        co_return std::make_unique<int>(7);
      },
      {.jitter = 0.0,
       .worth_retrying = [](const std::exception_ptr&) { return true; }},
      [] { return 0.0; });
  expect_equal(*value, 7, "the result");
  expect_equal(elapsed(), 1200ms, "the time");
}

CO_TEST(RetryUntil, BeginsNoWaitThatEndsTooLate) {
  asio::cancellation_signal never;
  const auto seen =
      start(loop(), never, 4s, [] { return fails_after(200ms); });
  co_await pause(20s);
  expect_equal(seen->end, "disk full", "how it ended");
  expect_equal(seen->at, 3600ms, "when it ended");
  expect_equal(seen->attempts, 3, "the number of attempts");
  expect(seen->waits == std::vector<std::chrono::nanoseconds>{1s, 2s},
         expected("it tells of the waits of 1 s and 2 s"),
         seen->waits.size() == 3 ? course::testing::seen("there is a third")
                                 : course::testing::seen("it does not"));
}

CO_TEST(RetryUntil, WaitsAsLongAsSomeTimeIsLeftAfterIt) {
  asio::cancellation_signal never, neither;
  // The third wait is over 1 ms before the deadline, or just at it.
  const auto in_time =
      start(loop(), never, 7'601ms, [] { return fails_after(200ms); });
  const auto too_late =
      start(loop(), neither, 7'600ms, [] { return fails_after(200ms); });
  co_await pause(20s);
  expect_equal(in_time->attempts, 4, "the number of attempts in time");
  expect_equal(in_time->end, "Connection timed out", "how they ended");
  expect_equal(in_time->at, 7'601ms, "when they ended");
  expect_equal(too_late->attempts, 3, "the number of the others");
  expect_equal(too_late->end, "disk full", "how those ended");
  expect_equal(too_late->at, 3600ms, "when those ended");
}

CO_TEST(RetryUntil, EndsAnAttemptAtTheDeadline) {
  asio::cancellation_signal never;
  const auto seen = start(loop(), never, 1500ms, [] { return pause(2s); });
  co_await pause(20s);
  expect_equal(seen->end, "Connection timed out", "how it ended");
  expect_equal(seen->at, 1500ms, "when it ended");
  expect_equal(seen->attempts, 1, "the number of attempts");
}

CO_TEST(RetryUntil, GivesUpAfterItsAttemptsAllTheSame) {
  asio::cancellation_signal never;
  const auto seen =
      start(loop(), never, 1h, [] { return fails_after(200ms); });
  co_await pause(20s);
  expect_equal(seen->end, "disk full", "how it ended");
  expect_equal(seen->at, 7800ms, "when it ended");
  expect_equal(seen->attempts, 4, "the number of attempts");
}

CO_TEST(RetryUntil, BeginsNothingAfterTheDeadline) {
  asio::cancellation_signal never;
  const auto seen = start(loop(), never, 0s, [] { return pause(1s); });
  co_await pause(20s);
  expect_equal(seen->end, "Connection timed out", "how it ended");
  expect_equal(seen->at, 0s, "when it ended");
  expect_equal(seen->attempts, 0, "the number of attempts");
}

CO_TEST(RetryUntil, ACancellationEndsAnAttempt) {
  asio::cancellation_signal signal;
  const auto seen = start(loop(), signal, 10s, [] { return pause(2s); });
  co_await pause(300ms);
  signal.emit(asio::cancellation_type::terminal);
  co_await pause(20s);
  expect_equal(seen->end, "Operation canceled", "how it ended");
  expect_equal(seen->at, 300ms, "when it ended");
  expect_equal(seen->attempts, 1, "the number of attempts");
}

CO_TEST(RetryUntil, ACancellationEndsAWait) {
  asio::cancellation_signal signal;
  const auto seen =
      start(loop(), signal, 10s, [] { return fails_after(200ms); });
  co_await pause(700ms);
  signal.emit(asio::cancellation_type::terminal);
  co_await pause(20s);
  expect_equal(seen->end, "Operation canceled", "how it ended");
  expect_equal(seen->at, 700ms, "when it ended");
  expect_equal(seen->attempts, 1, "the number of attempts");
}

CO_TEST(RetryUntil, AnAttemptThatCleansUpTakesItsTime) {
  asio::cancellation_signal never;
  const auto seen =
      start(loop(), never, 1500ms, []() -> asio::awaitable<void> {
        bool cancelled = false;
        try {
          co_await pause(2s);
        } catch (const boost::system::system_error&) {
          cancelled = true;
        }
        if (cancelled) {
          co_await asio::this_coro::reset_cancellation_state();
          co_await pause(100ms);
          throw std::runtime_error("half a file is left");
        }
      });
  co_await pause(20s);
  expect_equal(seen->end, "half a file is left", "how it ended");
  expect_equal(seen->at, 1600ms, "when it ended");
  expect_equal(seen->attempts, 1, "the number of attempts");
}
