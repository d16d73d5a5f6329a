#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <course/retry.hpp>
#include <memory>
#include <string>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

struct Ended {
  int attempts = 0;
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

/// Retries everything, in order to see that cancellations are left out.
course::RetryPolicy retries_everything() {
  course::RetryPolicy policy{.attempts = 5, .jitter = 0.0};
  policy.worth_retrying = [](const std::exception_ptr&) { return true; };
  return policy;
}

/// Starts a retry of `attempt` so that `signal` cancels it.
template <typename Attempt>
std::shared_ptr<Ended> start(asio::io_context& loop,
                             asio::cancellation_signal& signal,
                             Attempt attempt) {
  auto seen = std::make_shared<Ended>();
  asio::co_spawn(
      loop,
      course::retry(
          [seen, attempt]() -> asio::awaitable<void> {
            ++seen->attempts;
            return attempt();
          },
          retries_everything(), [] { return 0.0; }),
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

CO_TEST(RetryCancellation, EndsAnAttempt) {
  asio::cancellation_signal signal;
  const auto seen = start(loop(), signal, [] { return pause(100ms); });
  co_await pause(30ms);
  signal.emit(asio::cancellation_type::terminal);
  co_await pause(10s);
  expect_equal(seen->end, "Operation canceled", "how it ended");
  expect_equal(seen->at, 30ms, "when it ended");
  expect_equal(seen->attempts, 1, "the number of attempts");
}

CO_TEST(RetryCancellation, EndsAWait) {
  asio::cancellation_signal signal;
  const auto seen = start(loop(), signal, [] { return fails_after(10ms); });
  co_await pause(500ms);
  signal.emit(asio::cancellation_type::terminal);
  co_await pause(10s);
  expect_equal(seen->end, "Operation canceled", "how it ended");
  expect_equal(seen->at, 500ms, "when it ended");
  expect_equal(seen->attempts, 1, "the number of attempts");
}

CO_TEST(RetryCancellation, OfTheOperationAloneIsNotRetried) {
  asio::cancellation_signal never;
  const auto timer = std::make_shared<asio::steady_timer>(loop(), 100ms);
  const auto seen =
      start(loop(), never, [timer]() -> asio::awaitable<void> {
        co_await timer->async_wait(asio::use_awaitable);
      });
  co_await pause(20ms);
  timer->cancel();
  co_await pause(10s);
  expect_equal(seen->end, "Operation canceled", "how it ended");
  expect_equal(seen->attempts, 1, "the number of attempts");
}

CO_TEST(RetryCancellation, DisguisedAsAnotherErrorIsNotRetried) {
  asio::cancellation_signal signal;
  const auto seen = start(loop(), signal, []() -> asio::awaitable<void> {
    try {
      co_await pause(100ms);
    } catch (const boost::system::system_error&) {
      throw std::runtime_error("the download failed");
    }
  });
  co_await pause(20ms);
  signal.emit(asio::cancellation_type::terminal);
  co_await pause(10s);
  expect_equal(seen->end, "the download failed", "how it ended");
  expect_equal(seen->attempts, 1, "the number of attempts");
}

CO_TEST(RetryCancellation, LeavesNothingBehindWithTheLoop) {
  // The loop is destroyed in the middle of a wait.
  auto kept = std::make_shared<int>(1);
  {
    asio::io_context other;
    asio::co_spawn(other,
                   course::retry(
                       [kept]() -> asio::awaitable<void> {
                         throw std::runtime_error("disk full");
                         co_return;
                       },
                       retries_everything(), [kept] { return 0.0; }),
                   asio::detached);
    other.poll();
    expect(kept.use_count() > 1, expected("the retry keeps what it needs"),
           seen("it keeps nothing"));
  }
  expect_equal(kept.use_count(), 1L, "the owners after the loop's end");
  co_return;
}
