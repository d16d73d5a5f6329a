#include <algorithm>
#include <course/gather.hpp>
#include <memory>
#include <string>
#include <vector>

#include "check.hpp"
#include "gather_limited.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

using Results = std::vector<int>;

/// Four jobs; with a limit of 2 they end in the order B, C, D, A.
std::vector<Job> four_jobs() {
  return {
      deferred_job({.name = "A", .wait = 40ms, .result = 1}),
      deferred_job({.name = "B", .wait = 10ms, .result = 2}),
      deferred_job({.name = "C", .wait = 20ms, .result = 3}),
      deferred_job({.name = "D", .wait = 5ms, .result = 4}),
  };
}

/// The same, but B will fail at 10 ms.
std::vector<Job> four_jobs_of_which_b_fails() {
  std::vector<Job> jobs = four_jobs();
  jobs[1] = deferred_job(
      {.name = "B", .wait = 10ms, .fails_with = "server is busy"});
  return jobs;
}

/// When the story says `text` for the first time; -1 if it never does.
std::chrono::nanoseconds time_of(const std::string& text) {
  const std::vector<Step> steps = story().steps();
  const auto found = std::ranges::find(steps, text, &Step::text);
  return found == steps.end() ? -1ns : found->at;
}

bool happened(const std::string& text) {
  return time_of(text) >= 0ms;
}

/// How many jobs run, now and at most so far.
struct Running {
  int now = 0;
  int most = 0;
};

asio::awaitable<int> counted(JobPlan plan,
                             std::shared_ptr<Running> running) {
  running->most = std::max(running->most, ++running->now);
  const int result = co_await job(std::move(plan));
  --running->now;
  co_return result;
}

/// Jobs A to E of 10, 20, 30, 40 and 50 ms.
std::vector<Job> five_jobs(std::shared_ptr<Running> running) {
  std::vector<Job> jobs;
  for (const int i : {1, 2, 3, 4, 5}) {
    const std::string name(1, static_cast<char>('A' + i - 1));
    const JobPlan plan{.name = name, .wait = i * 10ms, .result = i};
    jobs.push_back([plan, running] { return counted(plan, running); });
  }
  return jobs;
}

/// Looks twice how many jobs run: before the first one ends, and after.
asio::awaitable<void> watch_the_limit(std::shared_ptr<Running> running) {
  co_await pause(5ms);
  const int at_first = running->now;
  expect(at_first <= 2,
         expected("two jobs are started, and the third one waits"),
         seen("{} are started", at_first), means("no-limit", at_first == 5),
         means("one-too-many", at_first == 3));
  co_await pause(10ms);
  const int then = running->now;
  expect(then <= 2,
         expected("A ends at 10 ms and leaves its place to one other job"),
         seen("{} jobs run after that", then),
         means("wakes-everybody", then == 4));
}

/// Jobs A to E; with a limit of 3 they end in the order B, D, C, E, A.
std::vector<Job> uneven_jobs() {
  return {
      deferred_job({.name = "A", .wait = 40ms, .result = 1}),
      deferred_job({.name = "B", .wait = 10ms, .result = 2}),
      deferred_job({.name = "C", .wait = 30ms, .result = 3}),
      deferred_job({.name = "D", .wait = 15ms, .result = 4}),
      deferred_job({.name = "E", .wait = 10ms, .result = 5}),
  };
}

/// Looks which of the uneven jobs have been started, and when.
asio::awaitable<void> watch_the_starts() {
  co_await pause(5ms);
  const bool b = happened("B starts");
  const bool c = happened("C starts");
  expect(b && c,
         expected("three jobs may run, so B and C start with A, at 0 s"),
         b ? seen("only A and B run") : seen("only A runs"),
         means("one-after-another", !b && !c),
         means("one-too-few", b && !c));
  co_await pause(36ms);
  const auto start_of_d = time_of("D starts");
  const auto start_of_e = time_of("E starts");
  expect(start_of_d == 10ms,
         expected("B ends at 10 ms, and D, the next one, starts then"),
         start_of_d < 0ms ? seen("it has not started by {}", elapsed())
                          : seen("it starts at {}", start_of_d),
         means("in-batches", start_of_d == 40ms && start_of_e == 40ms),
         means("fixed-shares", start_of_d == 40ms && start_of_e == 10ms));
  expect(start_of_e == 25ms, expected("D ends at 25 ms, and E starts then"),
         start_of_e < 0ms ? seen("it has not started by {}", elapsed())
                          : seen("it starts at {}", start_of_e));
}

asio::awaitable<void> tell_the_end(asio::awaitable<Results> running) {
  co_await std::move(running);
  step("gather_limited returns");
}

/// What gather_limited throws, and an empty text if it returns.
asio::awaitable<std::string> error_of(asio::awaitable<Results> running) {
  try {
    const Results results = co_await std::move(running);
    step("gather_limited returns {}", results);
  } catch (const std::exception& error) {
    step("gather_limited throws: {}", error.what());
    co_return error.what();
  }
  co_return "";
}

}  // namespace

CO_TEST(GatherLimited, RunsNoMoreThanTheLimit) {
  step("gather_limited gets jobs A to E and a limit of 2");
  const auto running = std::make_shared<Running>();
  co_await course::gather(gather_limited(five_jobs(running), 2),
                          watch_the_limit(running));
  expect(running->most <= 2,
         expected("never more than 2 jobs run at the same time"),
         seen("{} ran at the same time", running->most));
}

CO_TEST(GatherLimited, StartsTheNextWhenOneEnds) {
  step("gather_limited gets A to E: 40, 10, 30, 15, 10 ms; limit 3");
  co_await course::gather(tell_the_end(gather_limited(uneven_jobs(), 3)),
                          watch_the_starts());
  const auto end = time_of("gather_limited returns");
  expect(end == 40ms, expected("the last job to end is A, at 40 ms"),
         seen("gather_limited returned at {}", end));
  expect_model(course::Model::asynchronous_concurrent);
}

CO_TEST(GatherLimited, KeepsTheOrderOfItsInput) {
  step("gather_limited gets A, B, C, D; they end as B, C, D, A");
  const Results results = co_await gather_limited(four_jobs(), 2);
  step("gather_limited returns {}", results);
  expect(results == Results{1, 2, 3, 4},
         expected("the results stand in the order of the jobs: 1, 2, 3, 4"),
         seen("they are {}", results),
         means("order-of-completion", results == Results{2, 3, 4, 1}));
}

CO_TEST(GatherLimited, RunsFewJobsTogether) {
  step("gather_limited gets four jobs and a limit of 10");
  const auto scope =
      awaiting({.expected = "gather_limited runs the four jobs at once",
                .if_thrown = "more-places-than-jobs"});
  const Results results = co_await gather_limited(four_jobs(), 10);
  expect(
      elapsed() == 40ms,
      expected("the jobs run together and the slowest, A, ends at 40 ms"),
      seen("gather_limited returned at {}", elapsed()));
  expect(results == Results{1, 2, 3, 4},
         expected("the results are 1, 2, 3, 4"),
         seen("they are {}", results));
}

CO_TEST(GatherLimited, ThrowsTheFirstExceptionAtOnce) {
  step("gather_limited gets A, B, C, D; limit 2; B fails at 10 ms");
  const std::string error =
      co_await error_of(gather_limited(four_jobs_of_which_b_fails(), 2));
  expect(error == "server is busy",
         expected("gather_limited throws the exception of B: server is "
                  "busy"),
         error.empty() ? seen("it returned")
                       : seen("it threw another one: {}", error),
         means("failure-hidden", error.empty()));
  expect(elapsed() == 10ms,
         expected("the exception comes at once, at 10 ms"),
         seen("it came at {}", elapsed()),
         means("error-comes-late", elapsed() >= 40ms));
}

CO_TEST(GatherLimited, StartsNothingAfterAFailure) {
  step("gather_limited gets A, B, C, D; limit 2; B fails at 10 ms");
  co_await error_of(gather_limited(four_jobs_of_which_b_fails(), 2));
  co_await pause(31ms);
  expect(happened("A returns 1"),
         expected("A, which runs when B fails, runs on and returns 1"),
         seen("it does not return"));
  for (const char* name : {"C", "D"}) {
    const bool started = happened(fmt::format("{} starts", name));
    expect(!started,
           expected("{}, which waits when B fails, is never started", name),
           seen("it is started"), means("goes-on-after-failure", started));
    co_await pause(30ms);
  }
}

CO_TEST(GatherLimited, KeepsAliveWhatStillRuns) {
  step("gather_limited gets A and B; limit 2; B fails at 10 ms");
  auto target = std::make_shared<std::string>("what the job writes to");
  const std::weak_ptr<std::string> watched = target;
  std::vector<Job> jobs = four_jobs_of_which_b_fails();
  jobs.resize(2);
  jobs[0] = [held = std::move(target), run = std::move(jobs[0])] {
    return run();
  };
  co_await error_of(gather_limited(std::move(jobs), 2));
  expect(
      !watched.expired(),
      expected("the function of A, and what it holds, lives until A has "
               "ended at 40 ms"),
      seen("at {} A still runs and its function is destroyed", elapsed()),
      means("dies-with-the-caller", elapsed() == 10ms));
  co_await pause(40ms);
  expect(watched.expired(),
         expected("the function is destroyed when the last job has ended"),
         seen("at {} something still holds it", elapsed()));
}

CO_TEST(GatherLimited, ReturnsAtOnceWithoutJobs) {
  step("gather_limited gets no jobs and a limit of 2");
  const auto scope = awaiting(
      {.expected = "gather_limited returns at once: nothing is left to do",
       .if_stuck = "empty-never-ends"});
  const Results results = co_await gather_limited({}, 2);
  expect_equal(results.size(), 0U, "the number of results");
  expect_equal(elapsed(), 0ms, "the time it took");
}
