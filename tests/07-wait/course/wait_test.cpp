#include <algorithm>
#include <boost/asio/post.hpp>
#include <course/wait.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;
using course::ReturnWhen;
using Tasks = std::vector<course::Task<int>>;

course::Task<int> start(JobPlan plan) {
  return course::create_task(Check::running()->loop().get_executor(),
                             job(std::move(plan)));
}

/// A ends at 30 ms, B at 10 ms, C at 20 ms.
Tasks three_tasks() {
  return {start({.name = "A", .wait = 30ms, .result = 1}),
          start({.name = "B", .wait = 10ms, .result = 2}),
          start({.name = "C", .wait = 20ms, .result = 3})};
}

/// The same, and C fails.
Tasks three_tasks_of_which_c_fails() {
  Tasks tasks = three_tasks();
  tasks[2].cancel();
  tasks[2] = start({.name = "C", .wait = 20ms, .fails_with = "disk full"});
  return tasks;
}

void expect_sizes(const course::Waited<int>& waited, std::size_t done,
                  std::size_t pending) {
  expect_equal(waited.done.size(), done, "the number of tasks done");
  expect_equal(waited.pending.size(), pending,
               "the number of tasks pending");
}

}  // namespace

CO_TEST(Wait, ReturnsWhenTheFirstHasEnded) {
  const Tasks tasks = three_tasks();
  const auto waited =
      co_await course::wait(tasks, ReturnWhen::first_completed);
  expect_equal(elapsed(), 10ms, "the time it took");
  expect_sizes(waited, 1, 2);
  expect_equal(co_await waited.done[0].get(), 2, "the first result");
}

CO_TEST(Wait, LeavesThePendingRunning) {
  const Tasks tasks = three_tasks();
  const auto waited =
      co_await course::wait(tasks, ReturnWhen::first_completed);
  expect_equal(co_await waited.pending[0].get(), 1, "the result of A");
  expect_equal(co_await waited.pending[1].get(), 3, "the result of C");
  expect_equal(elapsed(), 30ms, "the time they took");
}

CO_TEST(Wait, LeavesThePendingRunningWhenNobodyHoldsThem) {
  co_await course::wait(three_tasks(), ReturnWhen::first_completed);
  co_await pause(30ms);
  expect_equal(story().steps().back().text, "A returns 1", "the last step");
}

CO_TEST(Wait, ReturnsAtAFailureAsWell) {
  const Tasks tasks{
      start({.name = "A", .wait = 20ms, .result = 1}),
      start({.name = "B", .wait = 10ms, .fails_with = "disk full"})};
  const auto waited =
      co_await course::wait(tasks, ReturnWhen::first_completed);
  expect_sizes(waited, 1, 1);
  expect(waited.done[0].exception() != nullptr,
         expected("the task that is done has failed"),
         seen("it has no exception"));
}

CO_TEST(Wait, ReturnsAtTheFirstException) {
  const Tasks tasks = three_tasks_of_which_c_fails();
  const auto waited =
      co_await course::wait(tasks, ReturnWhen::first_exception);
  expect_equal(elapsed(), 20ms, "the time it took");
  expect_sizes(waited, 2, 1);
}

CO_TEST(Wait, ReturnsAfterTheLastWithoutAnException) {
  const auto waited =
      co_await course::wait(three_tasks(), ReturnWhen::first_exception);
  expect_equal(elapsed(), 30ms, "the time it took");
  expect_sizes(waited, 3, 0);
}

CO_TEST(Wait, TakesACancellationForNoException) {
  Tasks tasks = three_tasks();
  asio::post(loop(), [&tasks] { tasks[2].cancel(); });
  const auto waited =
      co_await course::wait(tasks, ReturnWhen::first_exception);
  expect_equal(elapsed(), 30ms, "the time it took");
  expect_sizes(waited, 3, 0);
}

CO_TEST(Wait, ReturnsWhenAllHaveEnded) {
  Tasks tasks = three_tasks_of_which_c_fails();
  const auto waited = co_await course::wait(tasks);
  expect_equal(elapsed(), 30ms, "the time it took");
  expect_sizes(waited, 3, 0);
  expect(waited.done[2].exception() != nullptr,
         expected("the tasks stand in the order of the input"),
         seen("the third one has not failed"));
}

CO_TEST(Wait, CountsTasksThatHaveEndedBefore) {
  const Tasks tasks = three_tasks();
  co_await pause(15ms);
  const auto first =
      co_await course::wait(tasks, ReturnWhen::first_completed);
  expect_equal(elapsed(), 15ms, "the time at which it returned");
  expect_sizes(first, 1, 2);
  co_await pause(20ms);
  expect_sizes(co_await course::wait(tasks), 3, 0);
  expect_equal(elapsed(), 35ms, "the time at which all had ended");
}

CO_TEST(Wait, CanBeRepeatedWithWhatIsPending) {
  Tasks pending = three_tasks();
  std::vector<int> results;
  while (!pending.empty()) {
    auto waited = co_await course::wait(std::move(pending),
                                        ReturnWhen::first_completed);
    for (const auto& task : waited.done) {
      results.push_back(co_await task.get());
    }
    pending = std::move(waited.pending);
  }
  expect_equal(results, std::vector{2, 3, 1}, "the results as they came");
  expect_equal(elapsed(), 30ms, "the time it took");
}

CO_TEST(Wait, EndsNothingAtTheLimit) {
  const Tasks tasks = three_tasks();
  const auto waited =
      co_await course::wait(tasks, ReturnWhen::all_completed, 15ms);
  expect_equal(elapsed(), 15ms, "the time it took");
  expect_sizes(waited, 1, 2);
  expect_equal(co_await tasks[0].get(), 1, "the result of A");
  expect_equal(elapsed(), 30ms, "the time A took");
}

CO_TEST(Wait, LooksOnceWithoutAnyTime) {
  const Tasks tasks = three_tasks();
  co_await pause(15ms);
  const auto waited =
      co_await course::wait(tasks, ReturnWhen::all_completed, 0ms);
  expect_sizes(waited, 1, 2);
  expect_equal(elapsed(), 15ms, "the time at which it returned");
}

CO_TEST(Wait, ForgetsALimitThatIsNotReached) {
  co_await course::wait(three_tasks(), ReturnWhen::all_completed, 50ms);
  expect_equal(elapsed(), 30ms, "the time it took");
  co_await pause(50ms);
}

CO_TEST(Wait, RefusesToWaitForNothing) {
  std::string error;
  try {
    co_await course::wait(Tasks{});
  } catch (const std::invalid_argument& refused) {
    error = refused.what();
  }
  expect_equal(error, "wait: there are no tasks", "the error");
}

CO_TEST(Wait, CanBeCancelledAndLeavesTheTasksRunning) {
  const Tasks tasks = three_tasks();
  bool cancelled = false;
  asio::cancellation_signal signal;
  asio::co_spawn(loop(), course::wait(tasks),
                 asio::bind_cancellation_slot(
                     signal.slot(), [&](std::exception_ptr error, auto) {
                       cancelled = error != nullptr;
                     }));
  co_await pause(15ms);
  signal.emit(asio::cancellation_type::all);
  co_await pause(1ms);
  expect_equal(cancelled, true, "whether the wait was cancelled");
  expect_equal(co_await tasks[0].get(), 1, "the result of A");
  expect_equal(elapsed(), 30ms, "the time A took");
}

CO_TEST(Wait, LetsTwoWaitForTheSameTasks) {
  const Tasks tasks = three_tasks();
  auto first =
      course::create_task(loop().get_executor(),
                          course::wait(tasks, ReturnWhen::first_completed));
  auto all =
      course::create_task(loop().get_executor(), course::wait(tasks));
  expect_sizes(co_await first.get(), 1, 2);
  expect_equal(elapsed(), 10ms, "the time at which the first returned");
  expect_sizes(co_await all.get(), 3, 0);
  expect_equal(elapsed(), 30ms, "the time at which the other returned");
}

CO_TEST(Wait, IsDestroyedWithItsLoop) {
  const auto watched = std::make_shared<int>(1);
  const auto forever =
      [](std::shared_ptr<int> held) -> asio::awaitable<int> {
    co_await pause(1h);
    co_return *held;
  };
  {
    asio::io_context other;
    const auto task =
        course::create_task(other.get_executor(), forever(watched));
    asio::co_spawn(
        other,
        course::wait(Tasks{task}, ReturnWhen::first_completed, 10min),
        asio::detached);
    other.poll();
  }
  expect_equal(watched.use_count(), 1, "the number of holders at the end");
  co_return;
}
