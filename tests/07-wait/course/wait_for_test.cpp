#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <course/wait.hpp>
#include <memory>
#include <stdexcept>
#include <string>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

std::string in_words(const std::exception_ptr& error) {
  if (!error) {
    return "";
  }
  try {
    std::rethrow_exception(error);
  } catch (const boost::system::system_error& known) {
    if (known.code() == asio::error::operation_aborted) {
      return "cancelled";
    }
    return known.code() == asio::error::timed_out ? "timed out"
                                                  : known.what();
  } catch (const std::exception& known) {
    return known.what();
  }
}

/// What wait_for throws, and an empty text if it returns.
template <typename T>
asio::awaitable<std::string> error_of(asio::awaitable<T> operation,
                                      std::chrono::nanoseconds limit) {
  std::exception_ptr error;
  try {
    co_await course::wait_for(std::move(operation), limit);
  } catch (...) {
    error = std::current_exception();
  }
  co_return in_words(error);
}

/// Waits for 30 ms; when it is cancelled, it cleans up for 5 ms.
asio::awaitable<int> with_clean_up(std::shared_ptr<bool> cleaned) {
  asio::steady_timer timer(co_await asio::this_coro::executor, 30ms);
  const auto [error] =
      co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
  if (error) {
    co_await asio::this_coro::reset_cancellation_state();
    co_await pause(5ms);
    *cleaned = true;
    throw boost::system::system_error(error);
  }
  co_return 1;
}

/// Is not impressed by a cancellation.
asio::awaitable<int> stubborn(std::string fails_with) {
  co_await asio::this_coro::reset_cancellation_state(
      asio::disable_cancellation());
  co_await pause(30ms);
  if (!fails_with.empty()) {
    throw std::runtime_error(fails_with);
  }
  co_return 7;
}

asio::awaitable<std::unique_ptr<int>> boxed(int value) {
  co_await pause(10ms);
  co_return std::make_unique<int>(value);
}

asio::awaitable<std::string> text() {
  co_return "at once";
}

}  // namespace

CO_TEST(WaitFor, ReturnsTheResult) {
  const int result = co_await course::wait_for(
      job({.name = "A", .wait = 10ms, .result = 7}), 20ms);
  expect_equal(result, 7, "the result");
  expect_equal(elapsed(), 10ms, "the time it took");
  co_await pause(30ms);
}

CO_TEST(WaitFor, TakesOperationsWithoutResult) {
  co_await course::wait_for(pause(10ms), 20ms);
  expect_equal(elapsed(), 10ms, "the time it took");
  expect_equal(co_await error_of(pause(10ms), 5ms), "timed out",
               "the error");
}

CO_TEST(WaitFor, TakesResultsThatCanOnlyBeMoved) {
  const auto box = co_await course::wait_for(boxed(7), 20ms);
  expect_equal(*box, 7, "what the box holds");
}

CO_TEST(WaitFor, TakesOperationsThatNeverWait) {
  expect_equal(co_await course::wait_for(text(), 20ms), "at once",
               "the result");
  expect_equal(elapsed(), 0ms, "the time it took");
}

CO_TEST(WaitFor, ThrowsWhatTheOperationThrowsAtOnce) {
  const std::string error = co_await error_of(
      job({.name = "A", .wait = 10ms, .fails_with = "disk full"}), 50ms);
  expect_equal(error, "disk full", "the error");
  expect_equal(elapsed(), 10ms, "the time it took");
}

CO_TEST(WaitFor, CancelsTheOperationAtTheLimit) {
  const std::string error = co_await error_of(
      job({.name = "A", .wait = 30ms, .result = 1}), 20ms);
  expect_equal(error, "timed out", "the error");
  expect_equal(elapsed(), 20ms, "the time it took");
  expect_equal(story().steps().back().text, "A is cancelled",
               "the last step");
  co_await pause(20ms);
}

CO_TEST(WaitFor, WaitsForTheCleanUp) {
  const auto cleaned = std::make_shared<bool>(false);
  const std::string error = co_await error_of(with_clean_up(cleaned), 20ms);
  expect_equal(error, "timed out", "the error");
  expect_equal(elapsed(), 25ms, "the time it took");
  expect_equal(*cleaned, true, "whether the clean-up was done");
}

CO_TEST(WaitFor, LeavesTheLastWordToTheOperation) {
  expect_equal(co_await course::wait_for(stubborn(""), 20ms), 7,
               "the result");
  expect_equal(elapsed(), 30ms, "the time it took");
  expect_equal(co_await error_of(stubborn("disk full"), 20ms), "disk full",
               "the error");
}

CO_TEST(WaitFor, StopsAtTheFirstWaitWithoutAnyTime) {
  for (const auto limit : {0ms, -10ms}) {
    expect_equal(co_await error_of(pause(10ms), limit), "timed out",
                 "the error");
  }
  expect_equal(co_await course::wait_for(text(), 0ms), "at once",
               "the result of what need not wait");
  expect_equal(elapsed(), 0ms, "the time it took");
}

CO_TEST(WaitFor, TakesTheInnerLimitFirst) {
  expect_equal(co_await error_of(course::wait_for(pause(30ms), 10ms), 20ms),
               "timed out", "the error of the inner limit");
  expect_equal(elapsed(), 10ms, "the time it took");
}

CO_TEST(WaitFor, StopsAWaitForInsideAnother) {
  const auto cleaned = std::make_shared<bool>(false);
  expect_equal(co_await error_of(
                   course::wait_for(with_clean_up(cleaned), 20ms), 10ms),
               "timed out", "the error of the outer limit");
  expect_equal(elapsed(), 15ms, "the time it took");
  expect_equal(*cleaned, true, "whether the clean-up was done");
}

CO_TEST(WaitFor, PassesACancellationOn) {
  const auto cleaned = std::make_shared<bool>(false);
  std::string ended;
  asio::cancellation_signal signal;
  asio::co_spawn(loop(), course::wait_for(with_clean_up(cleaned), 50ms),
                 asio::bind_cancellation_slot(
                     signal.slot(), [&](std::exception_ptr error, int) {
                       ended = in_words(error);
                     }));
  co_await pause(10ms);
  signal.emit(asio::cancellation_type::all);
  co_await pause(4ms);
  expect_equal(ended, "", "how it ended before the clean-up was done");
  co_await pause(2ms);
  expect_equal(ended, "cancelled", "how it ended");
  expect_equal(*cleaned, true, "whether the clean-up was done");
}

CO_TEST(WaitFor, IsCancelledEvenIfTheLimitPassesMeanwhile) {
  const auto cleaned = std::make_shared<bool>(false);
  std::string ended;
  asio::cancellation_signal signal;
  asio::co_spawn(loop(), course::wait_for(with_clean_up(cleaned), 10ms),
                 asio::bind_cancellation_slot(
                     signal.slot(), [&](std::exception_ptr error, int) {
                       ended = in_words(error);
                     }));
  co_await pause(12ms);
  signal.emit(asio::cancellation_type::all);
  co_await pause(10ms);
  expect_equal(ended, "cancelled", "how it ended");
}

CO_TEST(WaitFor, LeavesTheCallerAbleToGoOn) {
  expect_equal(co_await error_of(pause(20ms), 10ms), "timed out",
               "the first error");
  expect_equal(co_await error_of(pause(10ms), 20ms), "", "the second one");
  expect_equal(elapsed(), 20ms, "the time both took");
}

CO_TEST(WaitFor, IsDestroyedWithItsLoop) {
  const auto watched = std::make_shared<bool>(false);
  {
    asio::io_context other;
    asio::co_spawn(other, course::wait_for(with_clean_up(watched), 10ms),
                   asio::detached);
    other.poll();
    expect(watched.use_count() > 1, expected("the operation has started"),
           seen("nobody holds what it uses"));
  }
  expect_equal(watched.use_count(), 1, "the number of holders at the end");
  co_return;
}
