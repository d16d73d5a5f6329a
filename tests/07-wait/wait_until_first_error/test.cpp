#include <algorithm>
#include <course/wait.hpp>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "wait_until_first_error.hpp"

namespace {

using namespace course::testing;
using Tasks = std::vector<course::Task<int>>;

course::Task<int> start(JobPlan plan) {
  return course::create_task(Check::running()->loop().get_executor(),
                             job(std::move(plan)));
}

/// A answers 200 at 30 ms, B 200 at 10 ms, C 503 at 20 ms.
Tasks three_servers_of_which_c_is_bad() {
  return {start({.name = "A", .wait = 30ms, .result = 200}),
          start({.name = "B", .wait = 10ms, .result = 200}),
          start({.name = "C", .wait = 20ms, .result = 503})};
}

/// A answers at 40 ms, B at 10 ms, C at 20 ms, none of them an error.
Tasks three_good_servers() {
  return {start({.name = "A", .wait = 40ms, .result = 200}),
          start({.name = "B", .wait = 10ms, .result = 200}),
          start({.name = "C", .wait = 20ms, .result = 499})};
}

/// The names of `some` of `tasks`, which are called A, B, C: "B, C".
std::string names_of(const Tasks& some, const Tasks& tasks) {
  std::string names;
  for (const auto& task : some) {
    const auto place = std::ranges::find(tasks, task) - tasks.begin();
    names += names.empty() ? "" : ", ";
    names += static_cast<char>('A' + place);
  }
  return names.empty() ? "none" : names;
}

/// Whether the story says `text`.
bool happened(const std::string& text) {
  const std::vector<Step> steps = story().steps();
  return std::ranges::find(steps, text, &Step::text) != steps.end();
}

void tell(const Rollout& rollout, const Tasks& tasks) {
  step("it returns; done: {}; pending: {}", names_of(rollout.done, tasks),
       names_of(rollout.pending, tasks));
}

/// Nobody asks the tasks that fail here; that is no concern of the check.
void mark_as_seen(const Tasks& tasks) {
  for (const auto& task : tasks) {
    (void)task.exception();
  }
}

}  // namespace

CO_TEST(WaitUntilFirstError, StopsAtABadAnswer) {
  step("A, B, C answer at 30, 10 and 20 ms: 200, 200, 503");
  const Tasks tasks = three_servers_of_which_c_is_bad();
  const Rollout rollout = co_await wait_until_first_error(tasks, 1s);
  tell(rollout, tasks);
  expect(elapsed() == 20ms,
         expected("the answer of C, 503, stops it at 20 ms"),
         seen("it returned at {}", elapsed()),
         means("first-end-stops", elapsed() == 10ms),
         means("only-exceptions", elapsed() == 30ms));
  const std::string done = names_of(rollout.done, tasks);
  expect(done == "B, C", expected("done holds B and C, which have ended"),
         seen("it holds {}", done),
         means("earlier-rounds-forgotten", done == "C"));
  expect_equal(names_of(rollout.pending, tasks), "A", "what is pending");
}

CO_TEST(WaitUntilFirstError, StopsAtAFailure) {
  step("B answers at 10 ms, C fails at 20 ms, A would answer at 30 ms");
  const Tasks tasks = {
      start({.name = "A", .wait = 30ms, .result = 200}),
      start({.name = "B", .wait = 10ms, .result = 200}),
      start({.name = "C", .wait = 20ms, .fails_with = "connection reset"}),
  };
  const auto scope = awaiting(
      {.expected = "the failure of C stops it, and it returns C in done",
       .if_thrown = "failure-escapes"});
  const Rollout rollout = co_await wait_until_first_error(tasks, 1s);
  tell(rollout, tasks);
  expect(elapsed() == 20ms, expected("the failure of C stops it at 20 ms"),
         seen("it returned at {}", elapsed()));
  expect_equal(names_of(rollout.done, tasks), "B, C", "what is done");
  mark_as_seen(tasks);
}

CO_TEST(WaitUntilFirstError, HandsBackWhatStillRuns) {
  step("the answer of C, 503, stops it at 20 ms; A still runs");
  const Tasks tasks = three_servers_of_which_c_is_bad();
  const Rollout rollout = co_await wait_until_first_error(tasks, 1s);
  tell(rollout, tasks);
  co_await pause(20ms);
  const bool cancelled = happened("A is cancelled");
  expect(happened("A returns 200"),
         expected("A runs on and answers at 30 ms"),
         cancelled ? seen("it is cancelled") : seen("it does not answer"),
         means("pending-cancelled", cancelled));
}

CO_TEST(WaitUntilFirstError, WaitsForAllWithoutAnError) {
  step("A, B, C answer at 40, 10 and 20 ms: 200, 200, 499");
  const Tasks tasks = three_good_servers();
  const Rollout rollout = co_await wait_until_first_error(tasks, 1s);
  tell(rollout, tasks);
  expect_equal(elapsed(), 40ms, "the time at which the last one ends");
  const std::string done = names_of(rollout.done, tasks);
  expect(done == "B, C, A",
         expected("done holds the tasks in the order in which they ended: "
                  "B, C, A"),
         seen("it holds {}", done),
         means("order-of-input", done == "A, B, C"));
  expect_equal(names_of(rollout.pending, tasks), "none", "what is pending");
}

CO_TEST(WaitUntilFirstError, StopsAtTheLimit) {
  step("A, B, C answer at 60, 10 and 20 ms; the limit is 25 ms");
  const Tasks tasks = {
      start({.name = "A", .wait = 60ms, .result = 200}),
      start({.name = "B", .wait = 10ms, .result = 200}),
      start({.name = "C", .wait = 20ms, .result = 200}),
  };
  const auto scope = awaiting(
      {.expected = "it returns at 25 ms; B and C are done, A is pending",
       .if_thrown = "limit-throws"});
  const Rollout rollout = co_await wait_until_first_error(tasks, 25ms);
  tell(rollout, tasks);
  expect(elapsed() == 25ms,
         expected("the time is up at 25 ms, and it returns"),
         seen("it returned at {}", elapsed()),
         means("limit-per-round", elapsed() == 45ms),
         means("no-limit", elapsed() == 60ms));
  expect_equal(names_of(rollout.done, tasks), "B, C", "what is done");
  expect_equal(names_of(rollout.pending, tasks), "A", "what is pending");
}

CO_TEST(WaitUntilFirstError, SeesAnErrorOfTheFirstRound) {
  step("A answers 500 at 20 ms, B 200 at 10 ms; nobody looks before 25 ms");
  const Tasks tasks = {
      start({.name = "A", .wait = 20ms, .result = 500}),
      start({.name = "B", .wait = 10ms, .result = 200}),
      start({.name = "C", .wait = 40ms, .result = 200}),
  };
  co_await pause(25ms);
  const Rollout rollout = co_await wait_until_first_error(tasks, 1s);
  tell(rollout, tasks);
  expect(elapsed() == 25ms,
         expected("500 is an error: it returns at once, at 25 ms"),
         seen("it returned at {}", elapsed()),
         means("500-passes", elapsed() == 40ms));
  const std::string done = names_of(rollout.done, tasks);
  expect(done == "A, B" || done == "B, A",
         expected("done holds A and B, which had both ended"),
         seen("it holds {}", done),
         means("rest-of-the-round-lost", rollout.pending.size() == 1));
  expect_equal(names_of(rollout.pending, tasks), "C", "what is pending");
}

CO_TEST(WaitUntilFirstError, ReturnsAtOnceWithoutTasks) {
  step("wait_until_first_error gets no tasks");
  const auto scope =
      awaiting({.expected = "it returns at once, with nothing in it",
                .if_thrown = "empty-refused"});
  const Rollout rollout = co_await wait_until_first_error({}, 1s);
  expect_equal(elapsed(), 0ms, "the time it took");
  expect(rollout.done.empty() && rollout.pending.empty(),
         expected("there is nothing in done and in pending"),
         seen("there is"));
}
