#include <string>
#include <vector>

#include "check.hpp"
#include "gather_settled.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

/// Three jobs of 30, 10 and 20 ms: they end in another order than they
/// start.
std::vector<Job> three_jobs(const std::string& error_of_b = "") {
  return {
      deferred_job({.name = "A", .wait = 30ms, .result = 1}),
      deferred_job({.name = "B",
                    .wait = 10ms,
                    .result = 2,
                    .fails_with = error_of_b}),
      deferred_job({.name = "C", .wait = 20ms, .result = 3}),
  };
}

/// "1", "no value" or "disk full": an outcome as the story tells it.
std::string told(const Outcome& outcome) {
  if (!outcome.error) {
    return outcome.value ? std::to_string(*outcome.value) : "no value";
  }
  try {
    std::rethrow_exception(outcome.error);
  } catch (const std::exception& error) {
    return error.what();
  } catch (...) {
    return "an unknown error";
  }
}

std::vector<std::string> told(const std::vector<Outcome>& outcomes) {
  std::vector<std::string> texts;
  for (const Outcome& outcome : outcomes) {
    texts.push_back(told(outcome));
  }
  step("gather_settled returns {}", listed(texts));
  return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

CO_TEST(GatherSettled, RunsTheJobsTogether) {
  step("gather_settled gets jobs A, B, C of 30, 10 and 20 ms");
  told(co_await gather_settled(three_jobs()));
  expect(elapsed() == 30ms,
         expected("all jobs wait at the same time and the slowest, A, ends "
                  "at 30 ms"),
         seen("gather_settled returned at {}", elapsed()),
         means("one-after-another", elapsed() == 60ms));
  expect_model(course::Model::asynchronous_concurrent);
}

CO_TEST(GatherSettled, KeepsTheOrderOfItsInput) {
  step("gather_settled gets jobs A, B, C; B ends first, then C, then A");
  const Texts texts = told(co_await gather_settled(three_jobs()));
  expect(texts == Texts{"1", "2", "3"},
         expected("the outcomes stand in the order of the jobs: 1, 2, 3"),
         seen("they are {}", listed(texts)),
         means("order-of-completion", texts == Texts{"2", "3", "1"}));
}

CO_TEST(GatherSettled, ReportsAFailureAsAnOutcome) {
  step("gather_settled gets jobs A, B, C; B will fail");
  const auto scope = awaiting(
      {.expected = "gather_settled returns three outcomes, one an error",
       .if_thrown = "error-escapes"});
  const Texts texts =
      told(co_await gather_settled(three_jobs("disk full")));
  expect(texts.size() == 3,
         expected("there is one outcome for each job: 3"),
         seen("there are {}: {}", texts.size(), listed(texts)),
         means("failures-dropped", texts == Texts{"1", "3"}));
  expect(texts[1] == "disk full",
         expected("the outcome of B is its error, disk full"),
         seen("it is {}", texts[1]));
}

CO_TEST(GatherSettled, LetsTheOthersFinish) {
  step("gather_settled gets jobs A, B, C; B will fail at 10 ms");
  const Texts texts =
      told(co_await gather_settled(three_jobs("disk full")));
  expect(texts == Texts{"1", "disk full", "3"},
         expected("A and C end with their values, as if B had not failed: "
                  "1, disk full, 3"),
         seen("the outcomes at {} are {}", elapsed(), listed(texts)),
         means("siblings-cancelled",
               texts.size() == 3 && elapsed() == 10ms &&
                   texts[0].find("canceled") != std::string::npos),
         means("gives-up-at-first-error", texts.size() == 3 &&
                                              elapsed() == 10ms &&
                                              texts[0] == "no value"));
}

CO_TEST(GatherSettled, KeepsSeveralFailuresApart) {
  step("gather_settled gets two jobs; both will fail");
  const std::vector<Job> jobs = {
      deferred_job({.name = "A", .wait = 20ms, .fails_with = "disk full"}),
      deferred_job(
          {.name = "B", .wait = 10ms, .fails_with = "no such city"}),
  };
  const Texts texts = told(co_await gather_settled(jobs));
  expect(texts == Texts{"disk full", "no such city"},
         expected("each job keeps its own error: disk full, no such city"),
         seen("the outcomes are {}", listed(texts)),
         means("one-error-for-all",
               texts.size() == 2 && texts[0] == texts[1]));
}

CO_TEST(GatherSettled, ReturnsAtOnceWithoutJobs) {
  step("gather_settled gets no jobs");
  const auto scope = awaiting(
      {.expected = "gather_settled returns at once: nothing is left to do",
       .if_stuck = "empty-never-ends"});
  const Texts texts = told(co_await gather_settled({}));
  expect_equal(texts.size(), 0U, "the number of outcomes");
  expect_equal(elapsed(), 0ms, "the time it took");
}
