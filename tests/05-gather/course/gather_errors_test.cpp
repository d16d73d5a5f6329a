#include <course/gather.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

/// What gather throws for these jobs, and an empty text if nothing.
template <typename... T>
asio::awaitable<std::string> error_of(asio::awaitable<T>... jobs) {
  try {
    co_await course::gather(std::move(jobs)...);
  } catch (const std::exception& error) {
    co_return error.what();
  }
  co_return "";
}

asio::awaitable<int> after(std::chrono::milliseconds delay,
                           std::shared_ptr<std::vector<int>> ended,
                           int name) {
  co_await pause(delay);
  ended->push_back(name);
  co_return name;
}

asio::awaitable<int> fails_at_once() {
  throw std::runtime_error("fails at once");
  co_return 0;
}

}  // namespace

CO_TEST(GatherErrors, ThrowsTheFirstExceptionAtOnce) {
  const auto error = co_await error_of(
      job({.name = "A", .wait = 30ms, .result = 1}),
      job({.name = "B", .wait = 10ms, .fails_with = "disk full"}));
  expect_equal(error, "disk full", "the error");
  expect_equal(elapsed(), 10ms, "the time it took");
}

CO_TEST(GatherErrors, TakesTheFirstInTimeNotInPlace) {
  const auto error = co_await error_of(
      job({.name = "A", .wait = 20ms, .fails_with = "late"}),
      job({.name = "B", .wait = 10ms, .fails_with = "early"}));
  expect_equal(error, "early", "the error");
}

CO_TEST(GatherErrors, LetsTheOthersRunOn) {
  const auto ended = std::make_shared<std::vector<int>>();
  co_await error_of(
      after(30ms, ended, 1),
      job({.name = "B", .wait = 10ms, .fails_with = "disk full"}),
      after(20ms, ended, 3));
  expect_equal(ended->size(), 0U, "the number of jobs that have ended");
  co_await pause(20ms);
  expect_equal(*ended, std::vector{3, 1}, "the jobs that have ended");
}

CO_TEST(GatherErrors, DropsLaterErrors) {
  const auto error = co_await error_of(
      job({.name = "A", .wait = 10ms, .fails_with = "first"}),
      job({.name = "B", .wait = 20ms, .fails_with = "second"}));
  co_await pause(20ms);
  expect_equal(error, "first", "the error");
}

CO_TEST(GatherErrors, StartsAllJobsThoughTheFirstFailsAtOnce) {
  const auto ended = std::make_shared<std::vector<int>>();
  const auto error =
      co_await error_of(fails_at_once(), after(10ms, ended, 2));
  expect_equal(error, "fails at once", "the error");
  expect_equal(elapsed(), 0ms, "the time it took");
  co_await pause(20ms);
  expect_equal(*ended, std::vector{2}, "the jobs that have ended");
}

CO_TEST(GatherErrors, KeepsResultsAliveUntilTheLastJobHasEnded) {
  const auto ended = std::make_shared<std::vector<int>>();
  std::vector<asio::awaitable<std::shared_ptr<int>>> jobs;
  const auto result = std::make_shared<int>(1);
  const auto returns_it =
      [](std::shared_ptr<int> value) -> asio::awaitable<decltype(value)> {
    co_await pause(20ms);
    co_return value;
  };
  const auto fails = []() -> asio::awaitable<std::shared_ptr<int>> {
    co_await pause(10ms);
    throw std::runtime_error("disk full");
  };
  jobs.push_back(returns_it(result));
  jobs.push_back(fails());
  bool thrown = false;
  try {
    co_await course::gather(std::move(jobs));
  } catch (const std::runtime_error&) {
    thrown = true;
  }
  expect_equal(thrown, true, "whether gather has thrown");
  co_await pause(20ms);
  expect_equal(result.use_count(), 1, "the number of holders at the end");
}
