#include "dispatcher.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include "check.hpp"
#include "collectors.hpp"
#include "fake_worker.hpp"
#include "jobs.hpp"
#include "log.hpp"

namespace {

using namespace course::testing;
using namespace capstone_test;

/// Works for 100 ms and has the kind as its result.
asio::awaitable<void> work_100_ms(FakeWorker& worker, Work work) {
  co_await pause(100ms);
  worker.say(Outcome{work.id, true, '"' + work.kind + '"'});
}

/// Dies after 50 ms of work.
asio::awaitable<void> die_after_50_ms(FakeWorker& worker, Work) {
  co_await pause(50ms);
  worker.die();
}

/// A server without HTTP, whose workers are coroutines.
class DispatcherTest : public Check {
 protected:
  DispatcherTest() { set_log_level("error"); }

  void begin(std::size_t workers, Behaviour behaviour) {
    fakes.emplace(std::move(behaviour));
    dispatcher.emplace(loop().get_executor(), table, queues,
                       fakes->start());
    dispatcher->start(workers);
    for (auto collector : {monitor_progress, background_result_processor}) {
      asio::co_spawn(loop(), collector(queues, table), asio::detached);
    }
  }

  TaskId ask(TaskRequest request) {
    const TaskId id = table.add(std::move(request)).id;
    queues.tasks.try_put(id);
    return id;
  }
  TaskId ask(std::string kind) {
    return ask({.kind = std::move(kind), .input = "{}"});
  }

  void expect_state(TaskId id, TaskState wanted) {
    expect(table.find(id)->state == wanted,
           expected("the task is {}", to_string(wanted)),
           seen("it is {}", to_string(table.find(id)->state)));
  }

  TaskTable table;
  Queues queues{loop().get_executor()};
  std::optional<FakeWorkers> fakes;
  std::optional<Dispatcher> dispatcher;
};

CO_TEST_F(DispatcherTest, RunsATaskAndKeepsItsResult) {
  begin(1, work_100_ms);
  const TaskId id = ask("tea");
  expect_state(id, TaskState::pending);
  co_await pause(50ms);
  expect_state(id, TaskState::running);
  co_await pause(50ms + 1us);
  expect_state(id, TaskState::completed);
  expect_equal(table.find(id)->outcome, "\"tea\"", "the result");
}

// SIGTERM may come to a whole process group: a worker dies, and the server
// drains while the next one starts.
CO_TEST_F(DispatcherTest, DrainsWhileAWorkerStarts) {
  fakes.emplace(work_100_ms);
  std::optional<course::Task<void>> drained;
  dispatcher.emplace(
      loop().get_executor(), table, queues,
      [&, start = fakes->start()](const asio::any_io_executor& executor) {
        auto port = start(executor);
        if (fakes->size() == 2) {
          drained = course::create_task(executor, dispatcher->drain());
        }
        return port;
      });
  dispatcher->start(1);
  co_await pause(1ms);
  step("the worker dies, and the server drains as the next one starts");
  (*fakes)[0].die();
  co_await pause(1ms);
  expect(drained && drained->done(), expected("it has drained"),
         seen("it waits for its worker"));
  expect((*fakes)[1].told_to_end, expected("the new worker is told to end"),
         seen("nobody tells it"));
}

CO_TEST_F(DispatcherTest, GivesAWorkerOneTaskAtATime) {
  begin(2, work_100_ms);
  for (int i = 0; i < 4; ++i) {
    ask("tea");
  }
  co_await pause(50ms);
  expect_equal(table.count(TaskState::running), 2U, "what runs at 50 ms");
  co_await pause(100ms);
  expect_equal(table.count(TaskState::running), 2U, "what runs at 150 ms");
  co_await pause(51ms);
  expect_equal(table.count(TaskState::completed), 4U, "what is done");
  expect_equal(fakes->size(), 2U, "the workers that were started");
}

CO_TEST_F(DispatcherTest, TakesWhatAWorkerReports) {
  begin(1, [](FakeWorker& worker, Work work) -> asio::awaitable<void> {
    worker.say(Progress{work.id, 40, "{\"so far\":1}"});
    co_await pause(10ms);
    worker.say(Progress{work.id, 80, ""});
    worker.say(Outcome{work.id, false, "the pot is empty"});
  });
  const TaskId id = ask("tea");
  co_await pause(5ms);
  expect_equal(table.find(id)->progress, 40, "the progress");
  co_await pause(6ms);
  expect_state(id, TaskState::failed);
  expect_equal(table.find(id)->progress, 80, "the progress");
  expect_equal(table.find(id)->outcome, "the pot is empty", "the error");
  expect_equal(table.find(id)->partial_results.size(), 1U,
               "the number of partial results");
}

CO_TEST_F(DispatcherTest, ReplacesAnIdleWorkerAtOnce) {
  begin(2, work_100_ms);
  co_await pause(1s);
  (*fakes)[0].die();
  co_await pause(1us);
  expect_equal(fakes->alive(), 2U, "the workers that are there");
  const TaskId first = ask("tea");
  const TaskId second = ask("tea");
  co_await pause(101ms);
  expect_state(first, TaskState::completed);
  expect_state(second, TaskState::completed);
}

CO_TEST_F(DispatcherTest, RunsTheTaskOfADeadWorkerAgain) {
  begin(1, [](FakeWorker& worker, Work work) -> asio::awaitable<void> {
    return worker.number == 1 ? die_after_50_ms(worker, work)
                              : work_100_ms(worker, work);
  });
  const TaskId id = ask("tea");
  co_await pause(51ms);
  expect_state(id, TaskState::pending);
  expect_equal(fakes->alive(), 1U, "the workers that are there");
  co_await pause(1s);
  expect_state(id, TaskState::completed);
  expect_equal(table.find(id)->attempts, 2, "the attempts");
}

CO_TEST_F(DispatcherTest, FailsATaskThatKillsItsWorkers) {
  begin(1, die_after_50_ms);
  const TaskId id = ask({.kind = "tea", .input = "{}", .max_attempts = 3});
  co_await pause(10s);
  expect_state(id, TaskState::failed);
  expect_equal(table.find(id)->attempts, 3, "the attempts");
  expect_equal(
      table.find(id)->outcome,
      "its worker died in each of 3 attempts, in the last one with "
      "signal 9 (Killed)",
      "the error");
  expect_equal(fakes->size(), 4U, "the workers that were started");
}

CO_TEST_F(DispatcherTest, EndsATaskThatTakesTooLong) {
  begin(1, work_100_ms);
  const TaskId slow = ask({.kind = "tea", .input = "{}", .limit = 99ms});
  const TaskId quick = ask({.kind = "tea", .input = "{}", .limit = 101ms});
  co_await pause(99ms + 1us);
  expect_state(slow, TaskState::failed);
  expect_equal(table.find(slow)->outcome,
               "it ran longer than its limit of 99 ms", "the error");
  expect_equal(table.find(slow)->attempts, 1, "the attempts");
  co_await pause(101ms);
  expect_state(quick, TaskState::completed);
}

CO_TEST_F(DispatcherTest, CancelsWhatRunsWithItsWorker) {
  begin(1, work_100_ms);
  const TaskId first = ask("tea");
  const TaskId second = ask("coffee");
  co_await pause(50ms);
  dispatcher->cancel_running(first);
  co_await pause(1us);
  expect_state(first, TaskState::cancelled);
  co_await pause(101ms);
  expect_state(second, TaskState::completed);
  expect_equal(fakes->size(), 2U, "the workers that were started");
}

CO_TEST_F(DispatcherTest, NeverStartsWhatWasCancelledBefore) {
  begin(1, work_100_ms);
  ask("tea");
  const TaskId second = ask("coffee");
  co_await pause(50ms);
  table.cancel(second);
  co_await pause(1s);
  expect_equal((*fakes)[0].received.size(), 1U, "what the worker got");
}

CO_TEST_F(DispatcherTest, RecoversWhenAllWorkersDie) {
  begin(3, work_100_ms);
  for (int i = 0; i < 6; ++i) {
    ask("tea");
  }
  co_await pause(50ms);
  dispatcher->kill_workers();
  co_await pause(5s);
  expect_equal(table.count(TaskState::completed), 6U, "what is done");
  expect_equal(fakes->alive(), 3U, "the workers that are there");
}

CO_TEST_F(DispatcherTest, TriesAgainWhenNoWorkerStarts) {
  fakes.emplace(work_100_ms);
  fakes->failures = 2;
  dispatcher.emplace(loop().get_executor(), table, queues, fakes->start());
  dispatcher->start(1);
  co_await pause(1s);
  expect_equal(fakes->alive(), 1U, "the workers that are there");
}

CO_TEST_F(DispatcherTest, DrainsWhatRunsAndLeavesTheRest) {
  begin(2, work_100_ms);
  for (int i = 0; i < 3; ++i) {
    ask("tea");
  }
  co_await pause(50ms);
  co_await dispatcher->drain();
  expect_equal(elapsed(), 100ms, "when all workers have ended");
  co_await pause(1us);
  expect_equal(table.count(TaskState::completed), 2U, "what is done");
  expect_equal(table.count(TaskState::pending), 1U, "what is left");
  for (std::size_t i = 0; i < 2; ++i) {
    expect((*fakes)[i].told_to_end, expected("each got its sentinel"),
           seen("worker {} did not", i + 1));
  }
  expect_equal(fakes->size(), 2U, "the workers that were started");
}

CO_TEST_F(DispatcherTest, DrainsWorkersThatHaveNothingToDo) {
  begin(2, work_100_ms);
  co_await pause(1s);
  co_await dispatcher->drain();
  expect_equal(elapsed(), 1s, "when all workers have ended");
  expect_equal(fakes->alive(), 0U, "the workers that are there");
}

}  // namespace
