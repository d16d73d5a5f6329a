#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "check.hpp"
#include "in_order_of_completion.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

/// One call of `handle`, and when it began.
struct Handled {
  std::chrono::nanoseconds at;
  int result;
};

/// What `handle` was called with so far.
struct Record {
  std::vector<Handled> calls;
  int running = 0;
  int most_running = 0;

  std::vector<int> results() const {
    std::vector<int> all;
    for (const Handled& call : calls) {
      all.push_back(call.result);
    }
    return all;
  }

  std::vector<std::chrono::milliseconds> times() const {
    std::vector<std::chrono::milliseconds> all;
    for (const Handled& call : calls) {
      all.push_back(
          std::chrono::duration_cast<std::chrono::milliseconds>(call.at));
    }
    return all;
  }
};

asio::awaitable<void> handle_one(std::shared_ptr<Record> record, int result,
                                 std::chrono::milliseconds duration) {
  step("handle({}) begins", result);
  record->calls.push_back({elapsed(), result});
  record->most_running = std::max(record->most_running, ++record->running);
  if (duration > 0ms) {
    co_await pause(duration);
    step("handle({}) ends", result);
  }
  --record->running;
}

Handle recorded(std::shared_ptr<Record> record,
                std::chrono::milliseconds duration = 0ms) {
  return [record, duration](int result) {
    return handle_one(record, result, duration);
  };
}

std::vector<Job> three_jobs() {
  return {
      deferred_job({.name = "A", .wait = 30ms, .result = 1}),
      deferred_job({.name = "B", .wait = 10ms, .result = 2}),
      deferred_job({.name = "C", .wait = 20ms, .result = 3}),
  };
}

/// B ends first, and C fails at 15 ms, while B may still be handled.
std::vector<Job> three_jobs_of_which_c_fails() {
  std::vector<Job> jobs = three_jobs();
  jobs[2] = deferred_job(
      {.name = "C", .wait = 15ms, .fails_with = "picture is broken"});
  return jobs;
}

/// Whether the story says `text`.
bool happened(const std::string& text) {
  const std::vector<Step> steps = story().steps();
  return std::ranges::find(steps, text, &Step::text) != steps.end();
}

/// What in_order_of_completion throws, and an empty text if it returns.
asio::awaitable<std::string> error_of(asio::awaitable<void> running) {
  try {
    co_await std::move(running);
    step("in_order_of_completion returns");
  } catch (const std::exception& error) {
    step("in_order_of_completion throws: {}", error.what());
    co_return error.what();
  }
  co_return "";
}

using Results = std::vector<int>;
using Times = std::vector<std::chrono::milliseconds>;

}  // namespace

CO_TEST(InOrderOfCompletion, HandlesEachResultAtOnce) {
  step("the jobs A, B, C end at 30, 10 and 20 ms");
  const auto record = std::make_shared<Record>();
  co_await in_order_of_completion(three_jobs(), recorded(record));
  const Times times = record->times();
  expect(times == Times{10ms, 20ms, 30ms},
         expected("the results are handled at 10, 20 and 30 ms"),
         seen("they are handled at {}", times),
         means("one-after-another", times == Times{30ms, 40ms, 60ms}),
         means("waits-for-all", times == Times{30ms, 30ms, 30ms} &&
                                    record->results() == Results{2, 3, 1}),
         means("order-of-input", times == Times{30ms, 30ms, 30ms}));
  expect_equal(record->results(), Results{2, 3, 1},
               "the order of the results");
  expect_model(course::Model::asynchronous_concurrent);
}

CO_TEST(InOrderOfCompletion, HandlesOneAtATime) {
  step("handle takes 12 ms; A, B, C end at 30, 10 and 20 ms");
  const auto record = std::make_shared<Record>();
  const auto scope = awaiting({.expected = "all three results are handled",
                               .if_stuck = "results-lost"});
  co_await in_order_of_completion(three_jobs(), recorded(record, 12ms));
  expect(record->most_running == 1,
         expected("a call of handle begins when the one before has ended"),
         seen("{} calls ran at the same time", record->most_running),
         means("handles-overlap", record->most_running > 1));
  expect_equal(record->times(), Times{10ms, 22ms, 34ms},
               "the times at which the calls begin");
}

CO_TEST(InOrderOfCompletion, KeepsTheOrderOfTheEnds) {
  step("handle takes 25 ms; A, B, C end at 20, 10 and 15 ms");
  std::vector<Job> jobs = {
      deferred_job({.name = "A", .wait = 20ms, .result = 1}),
      deferred_job({.name = "B", .wait = 10ms, .result = 2}),
      deferred_job({.name = "C", .wait = 15ms, .result = 3}),
  };
  const auto record = std::make_shared<Record>();
  const auto scope = awaiting({.expected = "all three results are handled",
                               .if_stuck = "results-lost"});
  co_await in_order_of_completion(std::move(jobs), recorded(record, 25ms));
  const Results results = record->results();
  expect(results == Results{2, 3, 1},
         expected("C has ended before A, so the results are handled in the "
                  "order 2, 3, 1"),
         seen("the order is {}", results),
         means("order-within-done", results == Results{2, 1, 3}));
  expect_equal(elapsed(), 85ms, "the time it took");
}

CO_TEST(InOrderOfCompletion, ThrowsAFailureInItsTurn) {
  step("handle takes 12 ms; B ends at 10 ms, C fails at 15 ms");
  const auto record = std::make_shared<Record>();
  const std::string error = co_await error_of(in_order_of_completion(
      three_jobs_of_which_c_fails(), recorded(record, 12ms)));
  const auto thrown_at = elapsed();
  expect(error == "picture is broken",
         expected("the exception of C is thrown: picture is broken"),
         error.empty() ? seen("in_order_of_completion returned")
                       : seen("it threw another one: {}", error),
         means("failure-hidden", error.empty()));
  expect(thrown_at == 22ms,
         expected("it is thrown when the result of B has been handled, at "
                  "22 ms"),
         seen("it was thrown at {}", thrown_at),
         means("failure-jumps-the-queue", thrown_at == 15ms));
  co_await pause(30ms);
  expect_equal(record->results(), Results{2},
               "what was handled in the end");

  step("again; A is there at 12 ms, C fails at 15 ms");
  const auto second = std::make_shared<Record>();
  const auto begun = elapsed();
  std::vector<Job> jobs = three_jobs_of_which_c_fails();
  jobs[0] = deferred_job({.name = "A", .wait = 12ms, .result = 1});
  co_await error_of(
      in_order_of_completion(std::move(jobs), recorded(second, 12ms)));
  expect(
      second->results() == Results{2, 1},
      expected("B and A were there before the failure: it is thrown when "
               "both are handled, at 34 ms"),
      seen("{} was handled, and it was thrown after {}", second->results(),
           elapsed() - begun),
      means("failure-overtakes", second->results() == Results{2}));
}

CO_TEST(InOrderOfCompletion, LetsTheOthersRunOn) {
  step("C fails at 15 ms; A ends at 30 ms");
  const auto record = std::make_shared<Record>();
  co_await error_of(in_order_of_completion(three_jobs_of_which_c_fails(),
                                           recorded(record)));
  co_await pause(30ms);
  expect(happened("A returns 1"),
         expected("A still runs and returns at 30 ms"),
         seen("it does not return"),
         means("siblings-cancelled", happened("A is cancelled")));
}

CO_TEST(InOrderOfCompletion, KeepsAliveWhatStillRuns) {
  step("C fails at 15 ms; A ends at 30 ms");
  auto target = std::make_shared<std::string>("what the job writes to");
  const std::weak_ptr<std::string> watched = target;
  std::vector<Job> jobs = three_jobs_of_which_c_fails();
  jobs[0] = [held = std::move(target), start = std::move(jobs[0])] {
    return start();
  };
  const auto record = std::make_shared<Record>();
  co_await error_of(
      in_order_of_completion(std::move(jobs), recorded(record)));
  expect(
      !watched.expired(),
      expected("the function of A, and what it holds, lives until A has "
               "ended at 30 ms"),
      seen("at {} A still runs and its function is destroyed", elapsed()),
      means("dies-with-the-caller", elapsed() == 15ms));
  co_await pause(30ms);
  expect(watched.expired(),
         expected("the function is destroyed when the last job has ended"),
         seen("at {} something still holds it", elapsed()));
}

CO_TEST(InOrderOfCompletion, ReturnsAtOnceWithoutJobs) {
  step("in_order_of_completion gets no jobs");
  const auto record = std::make_shared<Record>();
  const auto scope =
      awaiting({.expected = "in_order_of_completion returns at once",
                .if_thrown = "empty-refused"});
  co_await in_order_of_completion({}, recorded(record));
  expect_equal(record->calls.size(), 0U, "the number of calls of handle");
  expect_equal(elapsed(), 0ms, "the time it took");
}
