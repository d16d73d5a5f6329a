#include <course/retry.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;
using course::RandomSource;
using course::RetryPolicy;

using Times = std::vector<std::chrono::nanoseconds>;

RandomSource always(double number) {
  return [number] { return number; };
}

boost::system::system_error refused() {
  return boost::system::system_error(asio::error::connection_refused);
}

/// Fails a number of times and then returns 7; keeps when it was called.
struct Flaky {
  int failures;
  std::shared_ptr<Times> calls = std::make_shared<Times>();

  asio::awaitable<int> operator()() const {
    calls->push_back(elapsed());
    co_await pause(10ms);
    if (static_cast<int>(calls->size()) <= failures) {
      throw refused();
    }
    co_return 7;
  }
};

/// What `work` throws, in words; "returned" if nothing.
template <typename T>
asio::awaitable<std::string> ending(asio::awaitable<T> work) {
  try {
    co_await std::move(work);
    co_return "returned";
  } catch (const boost::system::system_error& error) {
    co_return error.code().message();
  } catch (const std::exception& error) {
    co_return error.what();
  }
}

}  // namespace

CO_TEST(Retry, ReturnsTheFirstResult) {
  const Flaky flaky{.failures = 0};
  const int result = co_await course::retry(flaky, {}, always(0.5));
  expect_equal(result, 7, "the result");
  expect_equal(*flaky.calls, Times{0ms}, "the times of the attempts");
  expect_equal(elapsed(), 10ms, "the time it took");
}

CO_TEST(Retry, DoublesItsWaits) {
  const Flaky flaky{.failures = 4};
  const int result =
      co_await course::retry(flaky, {.attempts = 5}, always(0.0));
  expect_equal(result, 7, "the result");
  expect_equal(*flaky.calls, Times{0ms, 1010ms, 3020ms, 7030ms, 15040ms},
               "the times of the attempts");
}

CO_TEST(Retry, StopsDoublingAtTheLongestWait) {
  const Flaky flaky{.failures = 4};
  co_await course::retry(flaky, {.attempts = 5, .longest = 3s},
                         always(0.0));
  expect_equal(*flaky.calls, Times{0ms, 1010ms, 3020ms, 6030ms, 9040ms},
               "the times of the attempts");
}

CO_TEST(Retry, LengthensItsWaitsAtRandom) {
  const Flaky flaky{.failures = 2};
  std::vector<double> numbers{0.5, 0.0};
  co_await course::retry(flaky, {.base = 100ms, .jitter = 0.2}, [&] {
    const double number = numbers.back();
    numbers.pop_back();
    return number;
  });
  expect_equal(*flaky.calls, Times{0ms, 110ms, 340ms},
               "the times of the attempts");
  expect_equal(numbers.size(), 0U, "the numbers that are left");
}

CO_TEST(Retry, ThrowsTheLastErrorWithoutWaiting) {
  const Flaky flaky{.failures = 9};
  const std::string end =
      co_await ending(course::retry(flaky, {}, always(0.0)));
  expect_equal(end, "Connection refused", "what it throws");
  expect_equal(flaky.calls->size(), 3U, "the number of attempts");
  expect_equal(elapsed(), 3030ms, "the time it took");
}

CO_TEST(Retry, GivesUpAtOnceOnOtherExceptions) {
  int calls = 0;
  const auto broken = [&]() -> asio::awaitable<void> {
    ++calls;
    throw std::logic_error("a mistake of ours");
    co_return;
  };
  const std::string end =
      co_await ending(course::retry(broken, {}, always(0.0)));
  expect_equal(end, "a mistake of ours", "what it throws");
  expect_equal(calls, 1, "the number of attempts");
}

CO_TEST(Retry, AsksWhatIsWorthRetrying) {
  const Flaky flaky{.failures = 9};
  RetryPolicy policy;
  policy.worth_retrying = [&](const std::exception_ptr&) {
    return flaky.calls->size() < 2;
  };
  const std::string end =
      co_await ending(course::retry(flaky, policy, always(0.0)));
  expect_equal(end, "Connection refused", "what it throws");
  expect_equal(flaky.calls->size(), 2U, "the number of attempts");
}

CO_TEST(Retry, TellsOfItsWaits) {
  const Flaky flaky{.failures = 2};
  RetryPolicy policy;
  Times waits;
  policy.before_wait = [&](const std::exception_ptr& error,
                           std::chrono::nanoseconds wait) {
    expect(course::is_system_error(error), expected("the error is told"),
           seen("it is another one"));
    waits.push_back(wait);
  };
  co_await course::retry(flaky, policy, always(0.5));
  expect_equal(waits, Times{1050ms, 2100ms}, "the waits");
}

CO_TEST(Retry, RefusesLessThanOneAttempt) {
  const Flaky flaky{.failures = 0};
  const std::string end =
      co_await ending(course::retry(flaky, {.attempts = 0}, always(0.0)));
  expect_equal(end, "retry: less than one attempt", "what it throws");
  expect_equal(flaky.calls->size(), 0U, "the number of attempts");
}

CO_TEST(Retry, DoesNothingUnlessAwaited) {
  const Flaky flaky{.failures = 0};
  {
    const auto unused = course::retry(flaky, {}, always(0.0));
    co_await pause(1s);
  }
  expect_equal(flaky.calls->size(), 0U, "the number of attempts");
}

CO_TEST(Retry, WorksForOperationsWithoutResult) {
  int calls = 0;
  co_await course::retry(
      [&]() -> asio::awaitable<void> {
        if (++calls == 1) {
          throw refused();
        }
        co_return;
      },
      {.base = 5ms, .jitter = 0.0}, always(0.9));
  expect_equal(calls, 2, "the number of attempts");
  expect_equal(elapsed(), 5ms, "the time it took");
}

CO_TEST(BackoffWait, NeverLeavesItsRange) {
  const RetryPolicy policy{.longest = 60s};
  for (const int failures : {7, 34, 64, 65, 1000, 1'000'000}) {
    expect_equal(course::backoff_wait(policy, failures, 0.0), 60s,
                 fmt::format("the wait after {} failures", failures));
  }
  expect_equal(course::backoff_wait(policy, 1000, 0.5), 63s,
               "the longest wait, lengthened");
  co_return;
}

CO_TEST(RandomSource, SharesItsEngineWithCopies) {
  const RandomSource source = course::random_source(1);
  const RandomSource copy = source;
  const double first = source();
  const double second = copy();
  const RandomSource again = course::random_source(1);
  expect_equal(again(), first, "the first number of the same seed");
  expect_equal(again(), second, "the second number of the same seed");
  for (int i = 0; i < 10'000; ++i) {
    const double number = source();
    expect(number >= 0.0 && number < 1.0, expected("a number in [0, 1)"),
           seen("it is {}", number));
  }
  co_return;
}
