#include <boost/asio/co_spawn.hpp>
#include <exception>
#include <string>
#include <string_view>

#include "check.hpp"
#include "crash_recovery.hpp"
#include "jobs.hpp"
#include "live_server.hpp"
#include "real_check.hpp"

namespace {

using namespace course::testing;
using namespace task_server;
using capstone_test::in_short;
using capstone_test::LiveServer;
namespace json = boost::json;

/// A table with a task whose worker dies, and the queue of tasks.
class CrashRecovery : public Check {
 protected:
  /// A task in its so-and-so-many-th attempt.
  TaskId running_task(int attempt = 1, int max_attempts = 3) {
    const TaskId id = table
                          .add({.kind = "tea",
                                .input = "{}",
                                .limit = 99ms,
                                .max_attempts = max_attempts})
                          .id;
    table.start(id);
    for (int i = 1; i < attempt; ++i) {
      table.retry(id);
      table.start(id);
    }
    step("a task runs, attempt {} of {}", attempt, max_attempts);
    return id;
  }

  /// What the dispatcher does when a worker has died. Chance says 0.5.
  void die(TaskId id, Death death = {.how = "signal 9 (Killed)"}) {
    step("its worker dies");
    asio::co_spawn(loop(),
                   recover_task(id, std::move(death), table, tasks,
                                [] { return 0.5; }),
                   [this](std::exception_ptr why) {
                     ended = true;
                     error = why;
                   });
    if (error) {
      std::rethrow_exception(error);
    }
  }

  void expect_state(TaskId id, TaskState wanted,
                    std::string_view diagnosis = "") {
    const TaskState state = table.find(id)->state;
    expect(state == wanted, expected("the task is {}", to_string(wanted)),
           seen("it is {}", to_string(state)),
           means("waits-before-it-decides", state == TaskState::running),
           means(diagnosis, !diagnosis.empty()));
  }

  /// The id comes into the queue at this time and no earlier.
  asio::awaitable<void> expect_queued_after(
      std::chrono::nanoseconds pause_wanted) {
    const auto begin = elapsed();
    expect(
        tasks.empty(), expected("there is a pause before the next attempt"),
        seen("the task is in the queue at once"), means("no-pause", true));
    std::chrono::nanoseconds came{};
    asio::co_spawn(
        loop(), tasks.get(),
        [&came](std::exception_ptr, TaskId) { came = elapsed(); });
    co_await pause(10min);
    expect(came != std::chrono::nanoseconds{},
           expected("the task is in the queue after {}", pause_wanted),
           seen("it does not come into the queue"),
           means("never-again", true));
    const auto pause = came - begin;
    expect_equal(pause, pause_wanted, "the pause",
                 means("same-pause", pause < pause_wanted));
  }

  std::chrono::nanoseconds pause_after(int attempts) const {
    return course::backoff_wait(restart_pauses, attempts, 0.5);
  }

  TaskTable table;
  course::Queue<TaskId> tasks{loop().get_executor()};
  bool ended = false;
  std::exception_ptr error;
};

}  // namespace

CO_TEST_F(CrashRecovery, PutsTheTaskBackAtOnce) {
  const TaskId id = running_task();
  die(id);
  expect_state(id, TaskState::pending);
  co_return;
}

CO_TEST_F(CrashRecovery, PausesBeforeTheNextAttempt) {
  const TaskId id = running_task();
  die(id);
  co_await expect_queued_after(pause_after(1));
  expect_equal(tasks.size(), 0U, "how often it is in the queue after that");
}

CO_TEST_F(CrashRecovery, PausesLongerEachTime) {
  const TaskId id = running_task(2);
  die(id);
  co_await expect_queued_after(pause_after(2));
}

CO_TEST_F(CrashRecovery, FailsAfterTheLastAttempt) {
  const TaskId id = running_task(3);
  die(id);
  expect_state(id, TaskState::failed, "one-too-many");
  expect_equal(
      table.find(id)->outcome,
      "its worker died in each of 3 attempts, in the last one with "
      "signal 9 (Killed)",
      "the error");
  co_await pause(10min);
  expect(tasks.empty(), expected("it does not run again"),
         seen("it is in the queue"));
}

CO_TEST_F(CrashRecovery, FailsAtOnceIfThereIsOneAttempt) {
  const TaskId id = running_task(1, 1);
  die(id, {.how = "exit status 3"});
  expect_state(id, TaskState::failed, "one-too-many");
  expect(table.find(id)->outcome.find("exit status 3") != std::string::npos,
         expected("the error says how: exit status 3"),
         seen("it is {}", table.find(id)->outcome));
  co_return;
}

CO_TEST_F(CrashRecovery, CancelsWhatWasToBeCancelled) {
  for (const int attempt : {1, 3}) {
    const TaskId id = running_task(attempt);
    table.request_cancel(id);
    step("it is to be cancelled");
    die(id, {.how = "signal 9 (Killed)", .timed_out = true});
    expect_state(id, TaskState::cancelled, "cancelled-task-is-not");
  }
  co_await pause(10min);
  expect(tasks.empty(), expected("none of them runs again"),
         seen("one is in the queue"));
}

CO_TEST_F(CrashRecovery, FailsWhatTookTooLong) {
  const TaskId id = running_task();
  die(id, {.how = "signal 9 (Killed)", .timed_out = true});
  expect_state(id, TaskState::failed, "limit-as-a-crash");
  expect_equal(table.find(id)->outcome,
               "it ran longer than its limit of 99 ms", "the error",
               means("limit-as-a-crash", table.find(id)->outcome.find(
                                             "died") != std::string::npos));
  co_return;
}

CO_TEST_F(CrashRecovery, KeepsTheTaskAtTheEnd) {
  const TaskId id = running_task(3);
  die(id, {.how = "signal 9 (Killed)", .keep_task = true});
  expect_state(id, TaskState::pending, "kept-task-fails");
  co_await pause(10min);
  expect(tasks.empty(),
         expected("it waits for the next server: the queue is empty"),
         seen("it is in the queue"), means("kept-task-runs", true));
}

CO_TEST_F(CrashRecovery, NeedsNothingForATaskThatIsGone) {
  step("a task that nobody knows");
  die(TaskId{7});
  co_await pause(1us);
  expect(ended && !error, expected("there is nothing to do"),
         seen("{}", ended ? "it throws" : "it waits"));
}

REAL_TEST(CrashRecoveryInTheServer, RunsTheTaskAgain) {
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

REAL_TEST(CrashRecoveryInTheServer, FailsATaskWhoseWorkersDie) {
  LiveServer server(loop());
  const std::string id = co_await server.post(
      R"({"kind": "sleep", "ms": 600000, "max_attempts": 2})");
  for (int attempt = 1; attempt <= 2; ++attempt) {
    for (;;) {
      const json::value now = co_await server.until(id, {"running"});
      if (now.at("attempts").as_int64() == attempt) {
        break;
      }
      co_await pause(1ms);
    }
    server.kill_worker_of(id);
  }
  const json::value task = co_await server.outcome(id);
  expect(task.at("state").as_string() == "failed" &&
             task.at("attempts").as_int64() == 2,
         expected("it fails after two attempts"),
         seen("{}", in_short(task)));
  co_await server.stop();
}
