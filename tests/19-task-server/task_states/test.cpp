#include <array>
#include <functional>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "live_server.hpp"
#include "real_check.hpp"
#include "task_table.hpp"

namespace {

using namespace course::testing;
using namespace task_server;
using capstone_test::in_short;
using capstone_test::LiveServer;
namespace json = boost::json;

constexpr std::array all_states = {TaskState::pending, TaskState::running,
                                   TaskState::completed, TaskState::failed,
                                   TaskState::cancelled};

/// The state machine as README.md draws it.
bool has_arrow(TaskState from, TaskState to) {
  return from == TaskState::pending
             ? to != TaskState::pending && to != TaskState::completed
             : from == TaskState::running && to != TaskState::running;
}

/// The change that leads to the state.
void bring_into(TaskTable& table, TaskId id, TaskState state) {
  switch (state) {
    case TaskState::pending:
      return table.retry(id);
    case TaskState::running:
      return table.start(id);
    case TaskState::completed:
      return table.complete(id, "168");
    case TaskState::failed:
      return table.fail(id, "the pot is empty");
    case TaskState::cancelled:
      return table.cancel(id);
  }
}

std::string_view change_to(TaskState state) {
  constexpr std::array<std::string_view, 5> names = {
      "retry", "start", "complete", "fail", "cancel"};
  return names[static_cast<std::size_t>(state)];
}

bool is_same(const Task& one, const Task& other) {
  const auto fields = [](const Task& task) {
    return std::tie(task.state, task.progress, task.attempts,
                    task.request.input, task.partial_results, task.outcome,
                    task.started, task.finished);
  };
  return fields(one) == fields(other);
}

/// A table with one pending task, and what is told to those who watch.
class TaskStates : public Check {
 protected:
  TaskStates() {
    table.on_change([this](const Task& task, Change change) {
      changes.push_back(change);
      told = task;
    });
  }

  TaskId add() {
    const TaskId id = table.add({.kind = "tea", .input = "{}"}).id;
    changes.clear();
    step("a task is added");
    return id;
  }

  /// A task that was brought into the state by changes that may be.
  TaskId task_in(TaskState state) {
    const TaskId id = add();
    if (state == TaskState::completed || state == TaskState::failed ||
        state == TaskState::running) {
      change(id, TaskState::running);
    }
    if (state != TaskState::pending && state != TaskState::running) {
      change(id, state);
    }
    changes.clear();
    return id;
  }

  void change(TaskId id, TaskState to) {
    step("{}", change_to(to));
    bring_into(table, id, to);
  }

  const Task& task(TaskId id) { return *table.find(id); }

  void expect_state(TaskId id, TaskState wanted) {
    expect(task(id).state == wanted,
           expected("the task is {}", to_string(wanted)),
           seen("it is {}", to_string(task(id).state)));
  }

  /// A change was told once, when the task was as it is now.
  void expect_told(TaskId id, Change wanted) {
    const bool once = changes.size() == 1 && changes[0] == wanted;
    const bool at_the_end = is_same(told, task(id));
    expect(once && at_the_end,
           expected("those who watch are told once, at the end of the "
                    "change"),
           seen("they are told {}",
                changes.empty()      ? "nothing"
                : changes.size() > 1 ? "more than once"
                : !once              ? "of something else"
                                     : "before it: the task changes again"),
           means("nobody-is-told", changes.empty()),
           means("told-too-early", once && !at_the_end));
  }

  /// The counts are those of the tasks that are there.
  void expect_counts() {
    for (const TaskState state : all_states) {
      const std::size_t wanted =
          table.list(TaskId{}, 1'000, state).tasks.size();
      expect(table.count(state) == wanted,
             expected("count({}) is {}", to_string(state), wanted),
             seen("it is {}", table.count(state)),
             means("counts-left", true));
    }
  }

  TaskTable table;
  std::vector<Change> changes;
  Task told;  ///< as it was when those who watch were told
};

}  // namespace

CO_TEST_F(TaskStates, KnowTheArrows) {
  for (const TaskState from : all_states) {
    const bool over = from >= TaskState::completed;
    expect(is_final(from) == over,
           expected("is_final({}) is {}", to_string(from), over),
           seen("it is {}", !over));
    for (const TaskState to : all_states) {
      const bool wanted = has_arrow(from, to);
      expect(may_follow(from, to) == wanted,
             expected("may_follow({}, {}) is {}: {} arrow leads from one "
                      "to the other",
                      to_string(from), to_string(to), wanted,
                      wanted ? "an" : "no"),
             seen("it is {}", !wanted), means("final-goes-on", over),
             means("to-itself", from == to),
             means("waiting-cannot-end", from == TaskState::pending &&
                                             wanted &&
                                             to != TaskState::running),
             means("no-way-back",
                   from == TaskState::running && to == TaskState::pending),
             means("result-without-a-run", from == TaskState::pending &&
                                               to == TaskState::completed));
    }
  }
  co_return;
}

CO_TEST_F(TaskStates, StartATask) {
  const TaskId id = add();
  co_await pause(5s);
  const auto now = std::chrono::system_clock::now();
  change(id, TaskState::running);
  expect_state(id, TaskState::running);
  expect_equal(task(id).attempts, 1, "the number of attempts",
               means("attempts-not-counted", task(id).attempts == 0));
  expect(task(id).started == now, expected("it was started at this moment"),
         seen("it was not: `started` is another time"));
  expect_counts();
  expect_told(id, Change::state);
}

CO_TEST_F(TaskStates, KeepAResult) {
  const TaskId id = task_in(TaskState::running);
  co_await pause(5s);
  const auto now = std::chrono::system_clock::now();
  change(id, TaskState::completed);
  expect_state(id, TaskState::completed);
  expect_equal(task(id).outcome, "168", "the outcome");
  expect_equal(static_cast<int>(task(id).progress), 100, "its progress");
  expect(task(id).finished == now,
         expected("it was finished at this moment"),
         seen("it was not: `finished` is another time"));
  expect(task(id).request.input.empty(),
         expected("a final task has no input any more"),
         seen("it is still there"), means("input-kept", true));
  expect_counts();
  expect_told(id, Change::state);
}

CO_TEST_F(TaskStates, KeepAnError) {
  const TaskId id = task_in(TaskState::running);
  table.progress(id, 40, "");
  changes.clear();
  change(id, TaskState::failed);
  expect_state(id, TaskState::failed);
  expect_equal(task(id).outcome, "the pot is empty", "the outcome");
  expect_equal(static_cast<int>(task(id).progress), 40, "its progress");
  expect_counts();
  expect_told(id, Change::state);
  co_return;
}

CO_TEST_F(TaskStates, RefuseWhatHasNoArrow) {
  for (const TaskState from : all_states) {
    for (const TaskState to : all_states) {
      if (has_arrow(from, to)) {
        continue;
      }
      const TaskId id = task_in(from);
      const Task before = task(id);
      bool refused = false;
      try {
        change(id, to);
      } catch (const std::logic_error&) {
        refused = true;
      }
      expect(refused,
             expected("{} of a task that is {} throws std::logic_error",
                      change_to(to), to_string(from)),
             seen("it does not"), means("no-arrow-needed", true));
      const Task& after = task(id);
      expect(after.state == before.state &&
                 after.attempts == before.attempts &&
                 after.outcome == before.outcome &&
                 after.request.input == before.request.input,
             expected("the task is as it was"),
             seen("it has changed, and is {}", to_string(after.state)),
             means("changed-before-the-refusal", true));
      std::size_t counted = 0;
      for (const TaskState state : all_states) {
        counted += table.list(TaskId{}, 1'000, state).tasks.size() ==
                           table.count(state)
                       ? 1
                       : 0;
      }
      expect(counted == all_states.size(),
             expected("the counts are as they were"),
             seen("they have changed"),
             means("changed-before-the-refusal", true));
      expect(changes.empty(), expected("nobody is told of it"),
             seen("those who watch are told"),
             means("changed-before-the-refusal", true));
    }
  }
  for (const TaskState to : all_states) {
    bool refused = false;
    try {
      bring_into(table, TaskId{7}, to);
    } catch (const std::logic_error&) {
      refused = true;
    }
    expect(refused,
           expected("{} of a task that nobody knows throws "
                    "std::logic_error",
                    change_to(to)),
           seen("it does not"));
  }
  co_return;
}

CO_TEST_F(TaskStates, LetProgressOnlyGrow) {
  const TaskId id = task_in(TaskState::running);
  const auto report = [&](int percent, std::string partial, int wanted) {
    step("progress {} {}", percent, partial);
    table.progress(id, percent, std::move(partial));
    const int progress = task(id).progress;
    expect_equal(progress, wanted, "the progress",
                 means("progress-falls", progress == percent),
                 means("progress-falls", progress < wanted));
  };
  report(40, "1", 40);
  expect_told(id, Change::progress);
  changes.clear();
  report(20, "2", 40);
  expect_equal(task(id).partial_results.size(), 2U,
               "the number of partial results",
               means("lower-report-is-dropped",
                     task(id).partial_results.size() == 1));
  expect_told(id, Change::progress);
  report(-5, "", 40);
  report(1'000, "3", 100);
  expect(
      task(id).partial_results == std::vector<std::string>{"1", "2", "3"},
      expected("the partial results are 1, 2, 3"),
      seen("they are {}", listed(task(id).partial_results)));
  co_return;
}

CO_TEST_F(TaskStates, DropALateReport) {
  for (const TaskState state :
       {TaskState::pending, TaskState::completed, TaskState::cancelled}) {
    const TaskId id = task_in(state);
    const int before = task(id).progress;
    const auto scope =
        awaiting({.expected = "a report that is too late is dropped",
                  .if_thrown = "late-report-throws"});
    step("a report about a task that is {}", to_string(state));
    table.progress(id, 40, "1");
    expect(task(id).progress == before && task(id).partial_results.empty(),
           expected("nothing has changed"),
           seen("the task has progress or a partial result"),
           means("late-report-counts", true));
    expect(changes.empty(), expected("nobody is told of it"),
           seen("those who watch are told"),
           means("late-report-counts", true));
  }
  const auto scope =
      awaiting({.expected = "a report about no known task is dropped",
                .if_thrown = "late-report-throws"});
  step("a report about a task that nobody knows");
  table.progress(TaskId{7}, 40, "1");
  co_return;
}

CO_TEST_F(TaskStates, BeginARetryAtTheBeginning) {
  const TaskId id = task_in(TaskState::running);
  step("progress 40 1");
  table.progress(id, 40, "1");
  changes.clear();
  change(id, TaskState::pending);
  expect_state(id, TaskState::pending);
  expect(task(id).progress == 0 && task(id).partial_results.empty(),
         expected("no progress is left of the first attempt"),
         seen("there is {} % and {}", task(id).progress,
              listed(task(id).partial_results)),
         means("retry-goes-on", true));
  expect_counts();
  expect_told(id, Change::state);
  change(id, TaskState::running);
  expect_equal(task(id).attempts, 2, "the number of attempts");
  co_return;
}

CO_TEST_F(TaskStates, RememberThatATaskIsToEnd) {
  const TaskId running = task_in(TaskState::running);
  const TaskId over = task_in(TaskState::completed);
  const TaskId waiting = task_in(TaskState::pending);
  step(
      "request_cancel for one that runs, one that waits, one that is "
      "over");
  for (const TaskId id : {running, waiting, over}) {
    table.request_cancel(id);
  }
  expect(task(running).cancel_requested,
         expected("the task that runs is to end"), seen("it is not"));
  expect_state(running, TaskState::running);
  expect(!task(waiting).cancel_requested,
         expected("nothing has changed for the task that waits"),
         seen("it is to end, too"), means("waiting-is-marked", true));
  expect(!task(over).cancel_requested,
         expected("nothing has changed for the task that is over"),
         seen("it is to end, too"), means("waiting-is-marked", true));
  expect(changes.empty(),
         expected("nobody is told: no task has changed its state"),
         seen("those who watch are told"), means("wish-is-told", true));
  bool refused = false;
  try {
    table.request_cancel(TaskId{7});
  } catch (const std::logic_error&) {
    refused = true;
  }
  expect(refused,
         expected("request_cancel of a task that nobody knows throws "
                  "std::logic_error"),
         seen("it does not"));
  co_return;
}

CO_TEST_F(TaskStates, HaveFinalTasksForgotten) {
  const TaskId first = task_in(TaskState::completed);
  co_await pause(60s);
  const TaskId second = task_in(TaskState::cancelled);
  co_await pause(std::chrono::seconds(3600 - 60));
  step("an hour after the first task was finished");
  table.expire();
  expect(table.find(first) == nullptr,
         expected("a final task is forgotten after an hour"),
         seen("it is still there"), means("never-forgotten", true));
  expect(table.find(second) != nullptr,
         expected("one that was finished later is still there"),
         seen("it is gone"));
  expect_counts();
}

REAL_TEST(TaskStatesInTheServer, RunATask) {
  LiveServer server(loop());
  const std::string id =
      co_await server.post(R"({"kind": "primes", "limit": 1000})");
  const json::value task = co_await server.outcome(id);
  expect(task.at("state").as_string() == "completed" &&
             task.at("progress").as_int64() == 100 &&
             task.at("partial_results").as_array().size() == 10,
         expected("it is completed, with ten partial results"),
         seen("{}", in_short(task)));
  co_await server.stop();
}

REAL_TEST(TaskStatesInTheServer, OutliveAKilledWorker) {
  LiveServer server(loop());
  const std::string id =
      co_await server.post(R"({"kind": "sleep", "ms": 100})");
  co_await server.until(id, {"running"});
  server.kill_worker_of(id);
  const json::value task = co_await server.outcome(id);
  expect(task.at("state").as_string() == "completed" &&
             task.at("attempts").as_int64() == 2,
         expected("the second attempt completes it"),
         seen("{}", in_short(task)));
  co_await server.stop();
}

REAL_TEST(TaskStatesInTheServer, CancelWhatRuns) {
  LiveServer server(loop());
  const std::string id =
      co_await server.post(R"({"kind": "sleep", "ms": 600000})");
  co_await server.until(id, {"running"});
  co_await server.ask("DELETE", "/task/" + id);
  const json::value task = co_await server.outcome(id);
  expect(task.at("state").as_string() == "cancelled",
         expected("it is cancelled"), seen("{}", in_short(task)));
  co_await server.stop();
}
