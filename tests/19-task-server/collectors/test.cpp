#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "check.hpp"
#include "collectors.hpp"
#include "jobs.hpp"
#include "live_server.hpp"
#include "real_check.hpp"

namespace {

using namespace course::testing;
using namespace task_server;
using capstone_test::in_short;
using capstone_test::LiveServer;
namespace json = boost::json;

/// A table and the queues, with the student's coroutines between them.
class Collectors : public Check {
 protected:
  void begin_monitor() {
    step("monitor_progress begins");
    begin(monitor_progress(queues, table));
  }
  void begin_processor() {
    step("background_result_processor begins");
    begin(background_result_processor(queues, table));
  }

  TaskId running_task() {
    const TaskId id = table.add({.kind = "tea", .input = "{}"}).id;
    table.start(id);
    step("a task runs");
    return id;
  }

  void report(TaskId id, int percent, std::string partial = "") {
    step("a report: {} % {}", percent, partial);
    queues.progress.try_put(Progress{id, percent, std::move(partial)});
  }

  void outcome(TaskId id, bool succeeded, std::string value) {
    step("an outcome: {} {}", succeeded ? "result" : "error", value);
    queues.results.try_put(Outcome{id, succeeded, std::move(value)});
  }

  /// Lets everything that can go on do so, in no time. The coroutines go
  /// on for ever.
  asio::awaitable<void> settle(std::string_view if_thrown = "") {
    co_await pause(1us);
    for (const auto& task : running) {
      try {
        if (task.done() && task.exception()) {
          std::rethrow_exception(task.exception());
        }
      } catch (const std::exception& error) {
        if (std::string_view(error.what()).ends_with("not written yet")) {
          throw;
        }
        expect(false, expected("the coroutine goes on"),
               seen("it throws: {}", error.what()),
               means(if_thrown, !if_thrown.empty()));
      }
    }
  }

  void expect_progress(TaskId id, int wanted,
                       std::string_view diagnosis = "") {
    const int percent = table.find(id)->progress;
    expect_equal(percent, wanted, "the task's progress",
                 means(diagnosis, !diagnosis.empty()));
  }

  void expect_state(TaskId id, TaskState wanted,
                    std::string_view diagnosis = "") {
    const TaskState state = table.find(id)->state;
    expect(state == wanted, expected("the task is {}", to_string(wanted)),
           seen("it is {}", to_string(state)),
           means("error-as-result", wanted == TaskState::failed &&
                                        state == TaskState::completed),
           means(diagnosis, !diagnosis.empty()));
  }

  /// One of the coroutines has ended without an exception.
  bool one_has_returned() const {
    return std::ranges::any_of(running, [](const auto& task) {
      return task.done() && !task.exception();
    });
  }

  TaskTable table;
  Queues queues{loop().get_executor()};
  std::vector<course::Task<void>> running;

 private:
  void begin(asio::awaitable<void> collector) {
    running.push_back(course::create_task(
        loop().get_executor(), cancelled_once(std::move(collector))));
  }

  /// A cancelled coroutine meets operation_aborted again at each further
  /// co_await, so that one which catches it and goes on would never let go
  /// of the thread. Here only the wait is ended at which it is.
  static asio::awaitable<void> cancelled_once(
      asio::awaitable<void> collector) {
    co_await asio::this_coro::throw_if_cancelled(false);
    co_await std::move(collector);
  }
};

}  // namespace

CO_TEST_F(Collectors, KeepsAReport) {
  const TaskId id = running_task();
  report(id, 40, R"({"primes":8})");
  begin_monitor();
  co_await settle();
  expect_progress(id, 40);
  const auto& partial = table.find(id)->partial_results;
  expect(partial == std::vector<std::string>{R"({"primes":8})"},
         expected("its partial result is kept"),
         seen("there is {}", listed(partial)),
         means("partial-lost", partial.empty()));
}

CO_TEST_F(Collectors, KeepsAResult) {
  const TaskId id = running_task();
  outcome(id, true, "168");
  begin_processor();
  co_await settle();
  expect_state(id, TaskState::completed);
  expect_equal(table.find(id)->outcome, "168", "the result");
}

CO_TEST_F(Collectors, KeepsAnError) {
  const TaskId id = running_task();
  outcome(id, false, "the pot is empty");
  begin_processor();
  co_await settle();
  expect_state(id, TaskState::failed);
  expect_equal(table.find(id)->outcome, "the pot is empty", "the error");
}

CO_TEST_F(Collectors, TakesOneAfterTheOther) {
  begin_monitor();
  begin_processor();
  const TaskId first = running_task();
  const TaskId second = running_task();
  report(first, 10);
  report(second, 20);
  report(first, 30);
  outcome(second, true, "1");
  outcome(first, true, "2");
  co_await settle();
  expect_equal(queues.progress.size(), 0U,
               "the number of reports that are left",
               means("only-the-first", queues.progress.size() == 2));
  expect_state(first, TaskState::completed, "only-the-first");
  expect_state(second, TaskState::completed);
  expect(
      !one_has_returned(),
      expected("both queues are empty, and both coroutines wait for what "
               "comes next"),
      seen("one has returned"), means("ends-when-empty", true));
}

CO_TEST_F(Collectors, TakesWhatComesAtOnce) {
  const TaskId id = running_task();
  begin_monitor();
  begin_processor();
  co_await settle();
  step("a second passes");
  co_await pause(1s + 3ms);
  report(id, 40);
  co_await settle();
  expect_progress(id, 40, one_has_returned() ? "" : "polls");
  co_await pause(7ms);
  outcome(id, true, "1");
  co_await settle();
  expect_state(id, TaskState::completed, one_has_returned() ? "" : "polls");
}

CO_TEST_F(Collectors, LeavesTheOtherQueueAlone) {
  const TaskId id = running_task();
  begin_monitor();
  report(id, 40);
  outcome(id, true, "1");
  co_await settle();
  expect_equal(queues.results.size(), 1U,
               "the number of outcomes that wait for the other coroutine",
               means("reads-both-queues", true));
  expect_progress(id, 40);
}

CO_TEST_F(Collectors, OutlivesAnOutcomeThatIsTooLate) {
  const TaskId gone = running_task();
  const TaskId id = running_task();
  step("the first task is cancelled");
  table.cancel(gone);
  begin_processor();
  outcome(gone, true, "1");
  outcome(TaskId{7}, false, "nobody knows this task");
  outcome(id, true, "2");
  co_await settle("late-outcome-ends-it");
  expect(!one_has_returned(), expected("the coroutine goes on"),
         seen("it has returned"), means("ends-at-an-exception", true));
  expect_state(gone, TaskState::cancelled);
  expect_state(id, TaskState::completed);
}

CO_TEST_F(Collectors, LeavesATaskThatWaitsAgain) {
  const TaskId id = running_task();
  step("its worker dies, and it waits for another one");
  table.retry(id);
  begin_processor();
  outcome(id, true, "1");
  outcome(id, false, "the pot is empty");
  co_await settle("late-outcome-ends-it");
  const TaskState state = table.find(id)->state;
  expect(state == TaskState::pending, expected("the task still waits"),
         seen("it is {}", to_string(state)),
         means("waiting-task-fails", state == TaskState::failed));
}

CO_TEST_F(Collectors, EndsWhenItIsCancelled) {
  begin_monitor();
  begin_processor();
  co_await settle();
  step("both are cancelled");
  for (auto& task : running) {
    task.cancel();
  }
  co_await pause(1us);
  for (const auto& task : running) {
    expect(
        task.cancelled(), expected("each ends with operation_aborted"),
        seen("one {}", !task.done()       ? "goes on"
                       : task.exception() ? "ends with another exception"
                                          : "returns without it"),
        means("outlives-its-cancellation", !task.done()),
        means("returns-when-cancelled", task.done() && !task.exception()));
  }
}

REAL_TEST(CollectorsInTheServer, ShowAClientHowFarATaskIs) {
  LiveServer server(loop());
  const std::string id =
      co_await server.post(R"({"kind": "sleep", "ms": 100})");
  const json::value task = co_await server.outcome(id);
  expect(task.at("state").as_string() == "completed" &&
             task.at("progress").as_int64() == 100,
         expected("it is completed, with a progress of 100"),
         seen("{}", in_short(task)));
  co_await server.stop();
}
