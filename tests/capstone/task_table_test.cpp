#include "task_table.hpp"

#include <gtest/gtest.h>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;
using namespace task_server;

constexpr std::array all_states = {TaskState::pending, TaskState::running,
                                   TaskState::completed, TaskState::failed,
                                   TaskState::cancelled};

TaskRequest a_task() {
  return {.kind = "noop", .input = "{}"};
}

/// A task that has been brought into the state.
TaskId task_in(TaskTable& table, TaskState state) {
  const TaskId id = table.add(a_task()).id;
  if (state == TaskState::cancelled) {
    table.cancel(id);
  } else if (state != TaskState::pending) {
    table.start(id);
  }
  if (state == TaskState::completed) {
    table.complete(id, "1");
  } else if (state == TaskState::failed) {
    table.fail(id, "no");
  }
  return id;
}

void bring_into(TaskTable& table, TaskId id, TaskState state) {
  switch (state) {
    case TaskState::pending:
      return table.retry(id);
    case TaskState::running:
      return table.start(id);
    case TaskState::completed:
      return table.complete(id, "1");
    case TaskState::failed:
      return table.fail(id, "no");
    case TaskState::cancelled:
      return table.cancel(id);
  }
}

TEST(TaskTable, KnowsEveryArrowOfTheStateMachine) {
  for (const TaskState from : all_states) {
    for (const TaskState to : all_states) {
      TaskTable table;
      const TaskId id = task_in(table, from);
      if (may_follow(from, to)) {
        EXPECT_NO_THROW(bring_into(table, id, to));
        EXPECT_EQ(table.find(id)->state, to);
      } else {
        EXPECT_THROW(bring_into(table, id, to), std::logic_error);
        EXPECT_EQ(table.find(id)->state, from)
            << to_string(from) << " to " << to_string(to);
      }
    }
  }
}

TEST(TaskTable, LetsNothingFollowAFinalState) {
  for (const TaskState from : all_states) {
    for (const TaskState to : all_states) {
      EXPECT_FALSE(is_final(from) && may_follow(from, to));
    }
  }
}

TEST(TaskTable, CountsItsTasksByState) {
  TaskTable table;
  for (const TaskState state : all_states) {
    task_in(table, state);
    EXPECT_EQ(table.count(state), 1U);
  }
  EXPECT_EQ(table.size(), 5U);
}

TEST(TaskTable, IsFullWhenSoManyWait) {
  TaskTable table({.pending = 2});
  const TaskId first = table.add(a_task()).id;
  table.add(a_task());
  EXPECT_EQ(table.add(a_task()).how, TaskTable::Added::full);
  table.start(first);
  EXPECT_EQ(table.add(a_task()).how, TaskTable::Added::accepted);
}

TEST(TaskTable, GivesUpTheOldestFinalTaskForANewOne) {
  TaskTable table({.tasks = 2});
  const TaskId first = task_in(table, TaskState::completed);
  const TaskId second = task_in(table, TaskState::pending);
  const TaskId third = table.add(a_task()).id;
  EXPECT_EQ(table.find(first), nullptr);
  EXPECT_NE(table.find(second), nullptr);
  EXPECT_NE(table.find(third), nullptr);
  EXPECT_EQ(table.add(a_task()).how, TaskTable::Added::full);
}

TEST(TaskTable, TakesAKeyForTheSameTask) {
  TaskTable table;
  const auto first = table.add(a_task(), "key");
  EXPECT_EQ(first.how, TaskTable::Added::accepted);
  const auto again = table.add(a_task(), "key");
  EXPECT_EQ(again.how, TaskTable::Added::known);
  EXPECT_EQ(again.id, first.id);
  TaskRequest other = a_task();
  other.input = R"({"n":1})";
  EXPECT_EQ(table.add(other, "key").how, TaskTable::Added::conflict);
  EXPECT_EQ(table.add(a_task()).how, TaskTable::Added::accepted);
  EXPECT_EQ(table.size(), 2U);
}

TEST(TaskTable, LetsProgressOnlyGrow) {
  TaskTable table;
  const TaskId id = task_in(table, TaskState::running);
  table.progress(id, 40, "1");
  table.progress(id, 20, "");
  table.progress(id, 1'000, "2");
  EXPECT_EQ(table.find(id)->progress, 100);
  EXPECT_EQ(table.find(id)->partial_results,
            (std::vector<std::string>{"1", "2"}));
}

TEST(TaskTable, DropsAReportThatComesTooLate) {
  TaskTable table;
  const TaskId id = task_in(table, TaskState::cancelled);
  table.progress(id, 40, "1");
  table.progress(TaskId{7}, 40, "1");
  EXPECT_EQ(table.find(id)->progress, 0);
  EXPECT_TRUE(table.find(id)->partial_results.empty());
}

TEST(TaskTable, BeginsARetryAtTheBeginning) {
  TaskTable table;
  const TaskId id = task_in(table, TaskState::running);
  table.progress(id, 40, "1");
  table.retry(id);
  EXPECT_EQ(table.find(id)->progress, 0);
  EXPECT_TRUE(table.find(id)->partial_results.empty());
  table.start(id);
  EXPECT_EQ(table.find(id)->attempts, 2);
}

TEST(TaskTable, ListsItsTasksInPages) {
  TaskTable table;
  std::vector<TaskId> ids;
  for (int i = 0; i < 5; ++i) {
    ids.push_back(task_in(
        table, i % 2 == 0 ? TaskState::pending : TaskState::completed));
  }
  const TaskPage first = table.list(TaskId{}, 2, std::nullopt);
  ASSERT_EQ(first.tasks.size(), 2U);
  EXPECT_EQ(first.tasks[0]->id, ids[0]);
  EXPECT_EQ(first.next, ids[2]);
  const TaskPage last = table.list(ids[4], 2, std::nullopt);
  EXPECT_EQ(last.tasks.size(), 1U);
  EXPECT_FALSE(last.next);
  const TaskPage pending = table.list(TaskId{}, 2, TaskState::pending);
  EXPECT_EQ(pending.tasks[1]->id, ids[2]);
  EXPECT_EQ(pending.next, ids[4]);
  EXPECT_EQ(table.newest(1)[0]->id, ids[4]);
}

TEST(TaskTable, WritesAnIdAsSixteenDigits) {
  EXPECT_EQ(to_string(TaskId{0xab}), "00000000000000ab");
  EXPECT_EQ(parse_task_id("00000000000000ab"), TaskId{0xab});
  for (const char* wrong : {"", "ab", "00000000000000ag",
                            "00000000000000ab0", "-0000000000000ab"}) {
    EXPECT_FALSE(parse_task_id(wrong)) << wrong;
  }
}

CO_TEST(TaskTableInTime, ForgetsAFinalTaskWhenItsTimeIsOver) {
  TaskTable table({.keep = 10s});
  const auto added = table.add(a_task(), "key");
  co_await pause(60s);
  table.start(added.id);
  table.complete(added.id, "1");
  co_await pause(9'999ms);
  table.expire();
  expect(table.find(added.id) != nullptr,
         expected("a result is kept for 10 s"), seen("it is gone"));
  co_await pause(1ms);
  table.expire();
  expect(table.find(added.id) == nullptr,
         expected("after 10 s it is forgotten"), seen("it is still there"));
  expect(table.add(a_task(), "key").how == TaskTable::Added::accepted,
         expected("its key is free again"), seen("it is not"));
}

}  // namespace
