#include <boost/asio/co_spawn.hpp>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "check.hpp"
#include "dispatch.hpp"
#include "jobs.hpp"
#include "live_server.hpp"
#include "real_check.hpp"

namespace {

using namespace course::testing;
using namespace task_server;
using capstone_test::in_short;
using capstone_test::LiveServer;
namespace json = boost::json;

/// A worker without a process: the check says what it says.
class ScriptedWorker : public WorkerPort {
 public:
  explicit ScriptedWorker(const asio::any_io_executor& executor)
      : messages_(executor) {}

  long id() const override { return 1; }

  void send(std::string_view message) override {
    received.push_back(unpack_work(message));
    step("the worker gets task {}", received.back().kind);
  }

  asio::awaitable<std::optional<std::string>> read() override {
    return messages_.get();
  }

  void close() override {
    closed = true;
    step("the worker gets its sentinel");
    end();
  }

  void kill() override {
    killed = true;
    step("the worker is killed");
    if (last_outcome) {
      answer(*last_outcome);
    }
    end();
  }

  asio::awaitable<std::string> ended() override { co_return "ended"; }

  void say(std::string message) { messages_.try_put(std::move(message)); }

  void be_up() {
    step("the worker says that it is up: Ready");
    say(pack_message(Ready{}));
  }

  void report(TaskId id, int percent) {
    step("the worker reports {} %", percent);
    say(pack_message(Progress{id, percent, ""}));
  }

  void answer(TaskId id, std::string value = "1") {
    step("the worker tells an outcome");
    say(pack_message(Outcome{id, true, std::move(value)}));
  }

  void end() {
    if (!std::exchange(ended_, true)) {
      messages_.try_put(std::nullopt);
    }
  }

  std::vector<Work> received;
  bool closed = false;
  bool killed = false;
  std::optional<TaskId> last_outcome;  ///< still comes when it is killed

 private:
  course::Queue<std::optional<std::string>> messages_;
  bool ended_ = false;
};

/// A worker's place with the student's two coroutines at work.
struct Scene {
  std::shared_ptr<WorkerPlace> place;
  ScriptedWorker* worker;
  std::optional<course::Task<void>> reader;

  course::Task<void>& feeder() const { return *place->feeder; }
};

class Dispatch : public Check {
 protected:
  Scene begin() {
    auto place = std::make_shared<WorkerPlace>(loop().get_executor());
    auto worker = std::make_unique<ScriptedWorker>(loop().get_executor());
    Scene scene{place, worker.get(), {}};
    place->port = std::move(worker);
    place->feeder = course::create_task(loop().get_executor(),
                                        feed(place, queues, table));
    scene.reader = course::create_task(loop().get_executor(),
                                       read_answers(place, queues));
    return scene;
  }

  TaskId ask(std::string kind,
             std::optional<std::chrono::milliseconds> limit = {}) {
    step("task {} is put into the queue", kind);
    const TaskId id =
        table.add({.kind = std::move(kind), .input = "{}", .limit = limit})
            .id;
    queues.tasks.try_put(id);
    return id;
  }

  /// Lets everything that can go on do so; what a coroutine throws ends
  /// the check.
  asio::awaitable<void> settle(const Scene& scene,
                               std::string_view if_thrown = "") {
    co_await pause(1us);
    for (const auto& task : {scene.feeder(), *scene.reader}) {
      try {
        if (task.done() && task.exception()) {
          std::rethrow_exception(task.exception());
        }
      } catch (const std::exception& error) {
        if (std::string_view(error.what()).ends_with("not written yet")) {
          throw;
        }
        expect(false, expected("feed and read_answers go on"),
               seen("one of them throws: {}", error.what()),
               means(if_thrown, !if_thrown.empty()));
      }
    }
  }

  /// The worker is idle and has got nothing, though a task has been
  /// asked for. Finds out what feed waits for, and ends the check.
  asio::awaitable<void> end_without_a_task(const Scene& scene) {
    const bool in_the_queue = !queues.tasks.empty();
    scene.worker->be_up();
    co_await settle(scene);
    const bool after_ready = !scene.worker->received.empty();
    if (!after_ready) {
      step("an item is put into place->idle");
      scene.place->idle.try_put(true);
      co_await settle(scene);
    }
    const bool after_idle = !scene.worker->received.empty();
    expect(false,
           expected("a new worker gets the task at once: nothing has to "
                    "come from it before"),
           seen("{}; the task {}",
                after_ready  ? "it gets the task after its Ready"
                : after_idle ? "it gets the task after an item in "
                               "place->idle"
                             : "it does not get it",
                in_the_queue ? "was left in the queue until then"
                             : "was off the queue before"),
           means("waits-for-ready", after_ready && in_the_queue),
           means("waits-with-the-task", after_ready && !in_the_queue),
           means("waits-for-idle-first", after_idle));
  }

  /// What is in the queue of results.
  std::size_t results() const { return queues.results.size(); }

  TaskTable table;
  Queues queues{loop().get_executor()};
};

}  // namespace

CO_TEST_F(Dispatch, GivesATaskToAnIdleWorker) {
  const Scene scene = begin();
  co_await settle(scene);
  const TaskId id = ask("tea");
  co_await settle(scene);
  if (scene.worker->received.empty()) {
    co_await end_without_a_task(scene);
  }
  expect_equal(scene.worker->received.size(), 1U,
               "the number of tasks that the worker got");
  const Work& work = scene.worker->received[0];
  expect(work.id == id && work.kind == "tea" && work.input == "{}",
         expected("the Work has the task's id, kind and input"),
         seen("it is {} {} {}", to_string(work.id), work.kind, work.input));
  expect(table.find(id)->state == TaskState::running,
         expected("the task is running"),
         seen("it is {}", to_string(table.find(id)->state)));
  expect(scene.place->task == id,
         expected("place->task says what the worker computes"),
         seen("it does not"));
}

CO_TEST_F(Dispatch, TakesTheOutcome) {
  const Scene scene = begin();
  const TaskId id = ask("tea");
  co_await settle(scene);
  scene.worker->answer(id, "168");
  co_await settle(scene);
  const auto outcome = queues.results.try_get();
  expect(outcome && outcome->id == id && outcome->value == "168",
         expected("the outcome is in the queue of results"),
         seen("it is not"));
  expect(!scene.place->task, expected("the place has no task any more"),
         seen("it has one"));
}

CO_TEST_F(Dispatch, GivesOneTaskAtATime) {
  const Scene scene = begin();
  const TaskId first = ask("tea");
  ask("coffee");
  co_await pause(100ms);
  co_await settle(scene);
  expect_equal(scene.worker->received.size(), 1U,
               "the number of tasks that the worker got",
               means("all-at-once", scene.worker->received.size() > 1));
  expect_equal(queues.tasks.size(), 1U,
               "the number of tasks that wait in the queue",
               means("takes-ahead", queues.tasks.empty()));
  scene.worker->answer(first);
  co_await settle(scene);
  expect_equal(scene.worker->received.size(), 2U,
               "the number of tasks that the worker got then",
               means("never-idle-again", true));
}

CO_TEST_F(Dispatch, SkipsWhatWasCancelled) {
  const Scene scene = begin();
  const TaskId first = ask("tea");
  const TaskId second = ask("coffee");
  ask("cake");
  co_await settle(scene);
  step("coffee is cancelled while it waits");
  table.cancel(second);
  queues.tasks.try_put(TaskId{7});  // forgotten meanwhile
  scene.worker->answer(first);
  co_await settle(scene, "starts-what-was-cancelled");
  expect(scene.worker->received.size() == 2 &&
             scene.worker->received[1].kind == "cake",
         expected("the next one that the worker gets is cake"),
         seen("it is {}", scene.worker->received.size() < 2
                              ? "nothing"
                              : scene.worker->received[1].kind),
         means("starts-what-was-cancelled",
               scene.worker->received.size() > 1));
}

CO_TEST_F(Dispatch, TakesReportsWhileItComputes) {
  const Scene scene = begin();
  const TaskId id = ask("tea");
  ask("coffee");
  co_await settle(scene);
  scene.worker->report(id, 40);
  scene.worker->report(id, 80);
  co_await settle(scene);
  expect_equal(queues.progress.size(), 2U,
               "the number of reports in their queue");
  expect(scene.worker->received.size() == 1 && scene.place->task == id,
         expected("the worker still computes its task"),
         seen("it got the next one, or its place is empty"),
         means("report-frees-the-worker", true));
}

CO_TEST_F(Dispatch, WaitsWhileAQueueIsFull) {
  const Scene scene = begin();
  const TaskId id = ask("tea");
  co_await settle(scene);
  step("the queue of progress is full");
  while (queues.progress.try_put(Progress{TaskId{7}, 1, ""})) {
  }
  scene.worker->report(id, 40);
  scene.worker->answer(id);
  co_await settle(scene);
  expect_equal(results(), 0U,
               "the number of outcomes that are read while a report waits",
               means("dropped-when-full", results() == 1));
  step("two reports are taken out of the queue");
  queues.progress.try_get();
  queues.progress.try_get();
  co_await settle(scene);
  expect_equal(queues.progress.size(), Queues::most_messages - 1,
               "the number of reports in the queue",
               means("dropped-when-full", true));
  expect_equal(results(), 1U, "the number of outcomes");
}

CO_TEST_F(Dispatch, EndsATaskThatTakesTooLong) {
  const Scene scene = begin();
  const TaskId id = ask("tea", 100ms);
  co_await pause(99ms);
  co_await settle(scene);
  expect(!scene.worker->killed,
         expected("at 99 ms of 100 ms the worker lives"),
         seen("it was killed"));
  co_await pause(1ms);
  expect(scene.worker->killed,
         expected("after 100 ms the worker is killed"), seen("it lives"),
         means("no-limit", true));
  expect(scene.place->timed_out && scene.place->task == id,
         expected("place->timed_out says why, and the task is still there"),
         seen("{}", scene.place->timed_out ? "the task is gone"
                                           : "timed_out is false"),
         means("killed-without-a-reason", !scene.place->timed_out));
}

CO_TEST_F(Dispatch, EndsTheLimitWithTheTask) {
  const Scene scene = begin();
  const TaskId id = ask("tea", 100ms);
  co_await pause(50ms);
  scene.worker->answer(id);
  ask("coffee");
  co_await pause(1s);
  co_await settle(scene);
  expect(!scene.worker->killed && !scene.place->timed_out,
         expected("coffee, which has no limit, may take a second"),
         seen("the worker was killed by the limit of tea"),
         means("limit-goes-on", true));
}

CO_TEST_F(Dispatch, KillsAWorkerThatTalksNonsense) {
  const Scene scene = begin();
  ask("tea");
  co_await settle(scene);
  step("the worker says something that is no message");
  scene.worker->say("tea please");
  co_await settle(scene, "nonsense-escapes");
  expect(scene.worker->killed, expected("it is killed"), seen("it is not"),
         means("nonsense-is-ignored", true));
}

CO_TEST_F(Dispatch, SendsTheSentinelWhenItDrains) {
  const Scene scene = begin();
  const TaskId id = ask("tea");
  ask("coffee");
  co_await settle(scene);
  step("the place drains");
  scene.place->draining = true;
  scene.worker->answer(id);
  co_await settle(scene);
  expect_equal(scene.worker->received.size(), 1U,
               "the number of tasks that the worker got",
               means("drains-the-queue", true));
  expect(scene.worker->closed, expected("the worker gets its sentinel"),
         seen("it does not"), means("no-sentinel", true));
  expect(scene.feeder().done(), expected("feed returns"),
         seen("it goes on"));
}

CO_TEST_F(Dispatch, SendsTheSentinelWhenItIsCancelled) {
  const Scene scene = begin();
  co_await settle(scene);
  step("feed is cancelled while it waits for a task");
  scene.feeder().cancel();
  co_await settle(scene, "no-sentinel");
  expect(scene.worker->closed, expected("the worker gets its sentinel"),
         seen("it does not"), means("no-sentinel", true));
  expect(scene.feeder().done() && !scene.feeder().exception(),
         expected("feed returns without an exception"),
         seen("{}", scene.feeder().done() ? "it throws" : "it goes on"));
}

CO_TEST_F(Dispatch, LeavesTheTaskOfADeadWorker) {
  const Scene scene = begin();
  const TaskId id = ask("tea");
  co_await settle(scene);
  step("the worker dies");
  scene.worker->end();
  co_await settle(scene);
  expect(scene.reader->done(), expected("read_answers returns"),
         seen("it goes on"));
  expect(scene.place->task == id,
         expected("place->task says what the worker had"),
         seen("it does not"));
  expect_equal(results(), 0U, "the number of outcomes");
}

CO_TEST_F(Dispatch, GivesAKilledWorkerNothingMore) {
  const Scene scene = begin();
  scene.worker->last_outcome = ask("tea", 100ms);
  const TaskId coffee = ask("coffee");
  co_await pause(100ms);
  co_await settle(scene);
  expect(scene.worker->killed,
         expected("after 100 ms the worker is killed"), seen("it lives"));
  expect(table.find(coffee)->state == TaskState::pending,
         expected("coffee waits for another worker"),
         seen("it is {}", to_string(table.find(coffee)->state)),
         means("task-for-the-dead", scene.worker->received.size() == 2));
}

REAL_TEST(DispatchInTheServer, RunsATaskOnEachWorker) {
  LiveServer server(loop(),
                    {.workers = 2, .drain = std::chrono::seconds(0)});
  const std::string slow =
      co_await server.post(R"({"kind": "sleep", "ms": 600000})");
  std::vector<std::string> ids;
  for (int i = 0; i < 5; ++i) {
    ids.push_back(co_await server.post(R"({"kind": "sum", "n": 4})"));
  }
  for (const std::string& id : ids) {
    const json::value task = co_await server.outcome(id);
    expect(task.at("state").as_string() == "completed",
           expected("the other worker completes it"),
           seen("{}", in_short(task)));
  }
  const json::value task = co_await server.task(slow);
  expect(task.at("state").as_string() == "running",
         expected("the slow task still runs"), seen("{}", in_short(task)));
  co_await server.stop();
}

REAL_TEST(DispatchInTheServer, EndsATaskThatTakesTooLong) {
  LiveServer server(loop());
  const std::string id = co_await server.post(
      R"({"kind": "sleep", "ms": 600000, "timeout_ms": 50})");
  const json::value task = co_await server.outcome(id);
  expect(task.at("state").as_string() == "failed" &&
             task.at("attempts").as_int64() == 1,
         expected("its limit ends it: it fails after one attempt"),
         seen("{}", in_short(task)));
  co_await server.stop();
}
