#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <course/task.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "check.hpp"
#include "first_error_cancels.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;
using Results = std::vector<int>;

std::vector<Job> trip() {
  return {
      deferred_job({.name = "flight", .wait = 30ms, .result = 1}),
      deferred_job({.name = "hotel", .wait = 10ms, .result = 2}),
      deferred_job({.name = "car", .wait = 20ms, .result = 3}),
  };
}

/// The same, but the hotel fails at 10 ms.
std::vector<Job> trip_without_hotel() {
  std::vector<Job> jobs = trip();
  jobs[1] = deferred_job(
      {.name = "hotel", .wait = 10ms, .fails_with = "hotel is full"});
  return jobs;
}

/// The flight, which needs 5 ms to give its seat back when it is cancelled;
/// then it throws, `refused` if that is not empty.
asio::awaitable<int> flight_with_clean_up(std::string refused) {
  std::exception_ptr stopped;
  try {
    co_return co_await job({.name = "flight", .wait = 30ms, .result = 1});
  } catch (...) {
    stopped = std::current_exception();
  }
  co_await asio::this_coro::reset_cancellation_state();
  try {
    co_await pause(5ms);
  } catch (const boost::system::system_error&) {
    step("flight is cancelled again, in its clean-up");
    throw;
  }
  if (!refused.empty()) {
    step("flight fails in its clean-up: {}", refused);
    throw std::runtime_error(refused);
  }
  step("flight has given its seat back");
  std::rethrow_exception(stopped);
}

/// Whether the story says `text`.
bool happened(const std::string& text) {
  const std::vector<Step> steps = story().steps();
  return std::ranges::find(steps, text, &Step::text) != steps.end();
}

std::string text_of(const std::exception_ptr& error) {
  if (!error) {
    return "";
  }
  try {
    std::rethrow_exception(error);
  } catch (const boost::system::system_error& known) {
    return known.code() == asio::error::operation_aborted
               ? "Operation canceled"
               : known.code().message();
  } catch (const std::exception& known) {
    return known.what();
  }
}

/// What first_error_cancels throws, and an empty text if it returns.
asio::awaitable<std::string> error_of(asio::awaitable<Results> running) {
  std::exception_ptr error;
  try {
    const Results results = co_await std::move(running);
    step("first_error_cancels returns {}", results);
  } catch (...) {
    error = std::current_exception();
    step("first_error_cancels throws: {}", text_of(error));
  }
  co_return text_of(error);
}

}  // namespace

CO_TEST(FirstErrorCancels, RunsTheJobsTogether) {
  step("flight, hotel, car take 30, 10 and 20 ms");
  const Results results = co_await first_error_cancels(trip());
  step("first_error_cancels returns {}", results);
  expect(elapsed() == 30ms,
         expected("the jobs run together and the slowest ends at 30 ms"),
         seen("first_error_cancels returned at {}", elapsed()),
         means("one-after-another", elapsed() == 60ms));
  expect(results == Results{1, 2, 3},
         expected("the results stand in the order of the jobs: 1, 2, 3"),
         seen("they are {}", results),
         means("order-of-completion", results == Results{2, 3, 1}));
  expect_model(course::Model::asynchronous_concurrent);
}

CO_TEST(FirstErrorCancels, CancelsTheOthers) {
  step("hotel fails at 10 ms, while flight and car are on their way");
  co_await error_of(first_error_cancels(trip_without_hotel()));
  const auto end = elapsed();
  co_await pause(30ms);
  for (const char* name : {"flight", "car"}) {
    expect(happened(fmt::format("{} is cancelled", name)),
           expected("{} is cancelled when hotel fails, at 10 ms", name),
           seen("it is not cancelled"), means("waits-for-all", end == 30ms),
           means("others-run-on", end == 10ms));
  }
}

CO_TEST(FirstErrorCancels, ThrowsTheReason) {
  step("hotel fails at 10 ms: hotel is full");
  const std::string error =
      co_await error_of(first_error_cancels(trip_without_hotel()));
  expect(error == "hotel is full",
         expected("the failure of hotel is thrown: hotel is full"),
         error.empty() ? seen("first_error_cancels returned")
                       : seen("another one was thrown: {}", error),
         means("failure-hidden", error.empty()),
         means("cancellation-thrown", error == "Operation canceled"));

  step("again; car is booked at 5 ms, before hotel fails");
  std::vector<Job> jobs = trip_without_hotel();
  jobs[2] = deferred_job({.name = "car", .wait = 5ms, .result = 3});
  const std::string later =
      co_await error_of(first_error_cancels(std::move(jobs)));
  expect(later == "hotel is full",
         expected("the failure of hotel is thrown: hotel is full"),
         later.empty() ? seen("first_error_cancels returned")
                       : seen("another one was thrown: {}", later),
         means("first-end-only", later.empty()));
}

CO_TEST(FirstErrorCancels, WaitsForTheCleanUp) {
  step("hotel fails at 10 ms; flight needs 5 ms to give its seat back");
  std::vector<Job> jobs = trip_without_hotel();
  jobs[0] = [] { return flight_with_clean_up(""); };
  const std::string error =
      co_await error_of(first_error_cancels(std::move(jobs)));
  expect(happened("flight has given its seat back"),
         expected("it throws at 15 ms, when flight has given its seat "
                  "back"),
         happened("flight is cancelled again, in its clean-up")
             ? seen("its clean-up was cut off at {}", elapsed())
             : seen("it threw at {}, while flight still runs", elapsed()),
         means("cancelled-twice",
               happened("flight is cancelled again, in its clean-up")),
         means("leaves-before-they-end", elapsed() == 10ms));
  expect_equal(elapsed(), 15ms, "the time it took");
  expect_equal(error, "hotel is full", "the failure");
}

CO_TEST(FirstErrorCancels, DropsFailuresOfTheCleanUp) {
  step("hotel fails at 10 ms; flight fails, too, in its clean-up");
  std::vector<Job> jobs = trip_without_hotel();
  jobs[0] = [] { return flight_with_clean_up("no refund"); };
  const std::string error =
      co_await error_of(first_error_cancels(std::move(jobs)));
  expect(error == "hotel is full",
         expected("the reason is thrown: hotel is full"),
         seen("it was: {}", error),
         means("last-failure-thrown", error == "no refund"));
}

CO_TEST(FirstErrorCancels, PassesACancellationOn) {
  step("the caller is cancelled at 5 ms; flight cleans up until 10 ms");
  std::vector<Job> jobs = trip();
  jobs[0] = [] { return flight_with_clean_up(""); };
  auto caller =
      course::create_task(loop().get_executor(),
                          error_of(first_error_cancels(std::move(jobs))));
  co_await pause(5ms);
  step("the caller is cancelled");
  caller.cancel();
  const std::string error = co_await caller.get();
  const auto end = elapsed();
  co_await pause(30ms);
  for (const char* name : {"flight", "hotel", "car"}) {
    const bool cancelled = happened(fmt::format("{} is cancelled", name));
    expect(cancelled, expected("{} is cancelled with its caller", name),
           seen("it runs on"),
           means("cancellation-stays-outside", !cancelled));
  }
  expect(error == "Operation canceled",
         expected("operation_aborted is thrown"),
         error.empty() ? seen("first_error_cancels returned")
                       : seen("it was: {}", error));
  expect(end == 10ms,
         expected("it is thrown when flight has cleaned up, at 10 ms"),
         seen("it was thrown at {}", end));
}

CO_TEST(FirstErrorCancels, ReturnsAtOnceWithoutJobs) {
  step("first_error_cancels gets no jobs");
  const auto scope =
      awaiting({.expected = "first_error_cancels returns at once",
                .if_stuck = "empty-never-ends"});
  // In a task: a group of nothing drops the coroutine that awaits it.
  const auto task =
      course::create_task(loop().get_executor(), first_error_cancels({}));
  const Results results = co_await task.get();
  expect_equal(results.size(), 0U, "the number of results");
  expect_equal(elapsed(), 0ms, "the time it took");
}
