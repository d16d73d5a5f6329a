#include <stdlib.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <exception>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "application.hpp"
#include "check.hpp"
#include "fake_worker.hpp"
#include "jobs.hpp"
#include "live_server.hpp"
#include "log.hpp"
#include "real_check.hpp"

namespace {

using namespace course::testing;
using namespace task_server;
using namespace capstone_test;
using asio::ip::tcp;
using course::testing::pause;
namespace fs = std::filesystem;

/// Works for 100 ms.
asio::awaitable<void> work_100_ms(FakeWorker& worker, Work work) {
  co_await pause(100ms);
  worker.say(Outcome{work.id, true, "1"});
}

asio::awaitable<void> never_ends(FakeWorker&, Work) {
  co_await pause(24h);
}

/// Is killed when it has just written its outcome.
asio::awaitable<void> ends_too_late(FakeWorker& worker, Work work) {
  worker.last_words = Outcome{work.id, true, "1"};
  co_await pause(24h);
}

/// A background coroutine that takes one outcome, and lets everybody else
/// have some turns before it takes the next. The server's own takes all
/// that are there in one turn; nothing that it promises says so.
asio::awaitable<void> take_outcomes_slowly(Queues& queues,
                                           TaskTable& table) {
  for (;;) {
    const Outcome outcome = co_await queues.results.get();
    table.complete(outcome.id, outcome.value);
    for (int turn = 0; turn < 50; ++turn) {
      co_await asio::post(asio::use_awaitable);
    }
  }
}

/// Application keeps its background coroutines to itself, and how they end
/// is a part of the exercise. An explicit instantiation may name a private
/// member.
std::vector<course::Task<void>>& background_of(Application& server);
template <auto Member>
struct Reach {
  friend std::vector<course::Task<void>>& background_of(
      Application& server) {
    return server.*Member;
  }
};
template struct Reach<&Application::background_>;

/// What the loop still refers to when a check has ended is never destroyed.
template <typename T, typename... Arguments>
T& kept(Arguments&&... arguments) {
  static std::vector<T*> all;
  all.push_back(new T(std::forward<Arguments>(arguments)...));
  return *all.back();
}

/// The server on virtual time: real connections, workers that are
/// coroutines.
class GracefulCleanup : public Check {
 protected:
  GracefulCleanup() { set_log_level("error"); }

  asio::awaitable<void> begin(std::size_t workers,
                              std::chrono::seconds drain,
                              Behaviour behaviour) {
    fakes = &kept<FakeWorkers>(std::move(behaviour));
    server = &kept<Application>(
        loop().get_executor(),
        Options{.port = 0, .workers = workers, .drain = drain},
        fakes->start());
    server->startup();
    background = background_of(*server);
    port = server->port();
    step("the server starts with {} worker{} and {} for the end", workers,
         workers == 1 ? "" : "s", std::chrono::nanoseconds(drain));
    co_await pause(1ms);
  }

  TaskId ask() {
    const TaskId id = table().add({.kind = "tea", .input = "{}"}).id;
    server->service().queues.tasks.try_put(id);
    step("a task is accepted");
    return id;
  }

  /// Begins the clean-up; ended() says when it is over.
  void clean_up() {
    step("the clean-up begins");
    cleanup.emplace(
        course::create_task(loop().get_executor(), clean_up_and_look()));
  }

  /// An exception that leaves the clean-up ends the check.
  bool ended() const {
    try {
      if (cleanup->done() && cleanup->exception()) {
        std::rethrow_exception(cleanup->exception());
      }
    } catch (const boost::system::system_error& error) {
      const bool timed_out = error.code() == asio::error::timed_out;
      const bool aborted = error.code() == asio::error::operation_aborted;
      expect(
          false, expected("the clean-up ends without an exception"),
          seen("it throws {}", timed_out ? "asio::error::timed_out"
                               : aborted ? "asio::error::operation_aborted"
                                         : error.code().message()),
          means("time-out-escapes", timed_out),
          means("get-of-what-was-cancelled", aborted));
    }
    return cleanup->done();
  }

  /// The background coroutines that have not ended.
  std::size_t background_left() const {
    return static_cast<std::size_t>(std::ranges::count_if(
        background, [](const auto& task) { return !task.done(); }));
  }

  void expect_ended(std::string_view diagnosis = "") {
    expect(ended(), expected("the clean-up is over"), seen("it goes on"),
           means(diagnosis, !diagnosis.empty()));
  }

  asio::awaitable<bool> can_connect() {
    tcp::socket client(loop());
    const auto [error] = co_await client.async_connect(
        {asio::ip::address_v4::loopback(), port},
        asio::as_tuple(asio::use_awaitable));
    co_return !error;
  }

  TaskTable& table() { return server->service().table; }

  std::size_t told_to_end() const {
    std::size_t count = 0;
    for (std::size_t i = 0; i < fakes->size(); ++i) {
      count += (*fakes)[i].told_to_end ? 1 : 0;
    }
    return count;
  }

  FakeWorkers* fakes = nullptr;
  Application* server = nullptr;
  std::uint16_t port = 0;
  std::optional<course::Task<void>> cleanup;
  std::vector<course::Task<void>> background;
  std::size_t left_at_the_end = 0;  ///< when cleanup() has just returned

 private:
  asio::awaitable<void> clean_up_and_look() {
    co_await server->cleanup();
    left_at_the_end = background_left();
    step("the clean-up returns");
  }
};

/// A journal of its own, which goes with the check.
class JournalFile {
 public:
  JournalFile() {
    std::string name = fs::temp_directory_path() / "journal-XXXXXX";
    if (!::mkdtemp(name.data())) {
      throw std::runtime_error("no folder for the check");
    }
    folder_ = name;
  }
  ~JournalFile() { fs::remove_all(folder_); }
  JournalFile(const JournalFile&) = delete;
  JournalFile& operator=(const JournalFile&) = delete;

  std::string path() const { return (folder_ / "tasks.db").string(); }

 private:
  fs::path folder_;
};

}  // namespace

CO_TEST_F(GracefulCleanup, EndsAServerThatHasNothingToDo) {
  co_await begin(2, 10s, work_100_ms);
  clean_up();
  co_await pause(5s);
  expect_ended("waits-for-ever");
  expect_equal(fakes->alive(), 0U, "the number of workers that are left",
               means("no-sentinels", fakes->alive() > 0));
}

CO_TEST_F(GracefulCleanup, SendsEachWorkerItsSentinel) {
  co_await begin(3, 10s, work_100_ms);
  clean_up();
  co_await pause(5s);
  expect_equal(told_to_end(), 3U,
               "the number of workers that got their sentinel",
               means("no-sentinels", told_to_end() < 3));
  expect_equal(fakes->size(), 3U, "the number of workers ever started");
}

CO_TEST_F(GracefulCleanup, LetsWhatRunsEnd) {
  co_await begin(1, 10s, work_100_ms);
  const TaskId id = ask();
  co_await pause(50ms);
  clean_up();
  co_await pause(5s);
  const TaskState state = table().find(id)->state;
  expect(state == TaskState::completed,
         expected("the task that ran is completed"),
         seen("it is {}", to_string(state)),
         means("collectors-first", state == TaskState::running),
         means("no-time-to-drain", state == TaskState::cancelled));
  expect_ended();
}

CO_TEST_F(GracefulCleanup, LetsWhatWaitsRun) {
  co_await begin(1, 10s, work_100_ms);
  for (int i = 0; i < 4; ++i) {
    ask();
  }
  co_await pause(50ms);
  clean_up();
  co_await pause(5s);
  expect_equal(table().count(TaskState::completed), 4U,
               "the number of completed tasks",
               means("waiting-is-dropped",
                     table().count(TaskState::completed) == 1));
  expect_ended();
}

CO_TEST_F(GracefulCleanup, TakesNothingNew) {
  co_await begin(1, 10s, work_100_ms);
  ask();
  co_await pause(50ms);
  clean_up();
  co_await pause(10ms);
  expect(!server->service().accepts_tasks,
         expected("while the last task runs, accepts_tasks is false"),
         seen("it is true"), means("still-accepts", true));
  const bool connected = co_await can_connect();
  expect(!connected, expected("nobody can connect any more"),
         seen("a client can"), means("still-accepts", true));
  co_await pause(5s);
  expect_ended();
}

CO_TEST_F(GracefulCleanup, EndsWhatTakesTooLong) {
  co_await begin(1, 2s, never_ends);
  const TaskId id = ask();
  co_await pause(50ms);
  clean_up();
  co_await pause(1900ms);
  expect(table().find(id)->state == TaskState::running,
         expected("the task has two seconds for its end"),
         seen("it is {}", to_string(table().find(id)->state)),
         means("no-time-to-drain", true));
  co_await pause(1s);
  expect_ended("waits-for-ever");
  expect(table().find(id)->state == TaskState::cancelled,
         expected("then it is cancelled"),
         seen("it is {}", to_string(table().find(id)->state)),
         means("ends-with-the-worker-only", true));
  expect_equal(fakes->alive(), 0U, "the number of workers that are left");
}

CO_TEST_F(GracefulCleanup, TakesAnOutcomeThatIsOnItsWay) {
  co_await begin(1, 2s, ends_too_late);
  const TaskId id = ask();
  co_await pause(50ms);
  clean_up();
  co_await pause(5s);
  expect_ended("waits-for-ever");
  const TaskState state = table().find(id)->state;
  expect(state == TaskState::completed,
         expected("the worker wrote its outcome in the moment in which it "
                  "was killed, so the task is completed"),
         seen("it is {}", to_string(state)),
         means("collectors-before-drain", state == TaskState::running));
}

CO_TEST_F(GracefulCleanup, EmptiesTheQueues) {
  co_await begin(4, 2s, ends_too_late);
  step("whoever takes the outcomes lets others have 50 turns after each");
  for (auto& task : background) {
    task.cancel();
    co_await task.wait();
  }
  background = {course::create_task(
      loop().get_executor(),
      take_outcomes_slowly(server->service().queues, table()))};
  background_of(*server) = background;
  for (int i = 0; i < 4; ++i) {
    ask();
  }
  co_await pause(50ms);
  clean_up();
  co_await pause(5s);
  expect_ended("waits-for-ever");
  const std::size_t left = server->service().queues.results.size();
  expect(left == 0,
         expected("when the clean-up is over, the result queue is empty"),
         seen("outcomes in it: {}; tasks that are running for ever: {}",
              left, table().count(TaskState::running)),
         means("queues-not-emptied", true));
  expect_equal(table().count(TaskState::completed), 4U,
               "the number of completed tasks");
}

CO_TEST_F(GracefulCleanup, CancelsWhatIsLeft) {
  co_await begin(1, 0s, never_ends);
  for (int i = 0; i < 5; ++i) {
    ask();
  }
  co_await pause(50ms);
  clean_up();
  co_await pause(5s);
  expect_ended("waits-for-ever");
  expect_equal(table().count(TaskState::pending), 0U,
               "the number of tasks that are pending",
               means("left-pending", true));
  expect_equal(table().count(TaskState::cancelled), 5U,
               "the number of cancelled tasks");
}

CO_TEST_F(GracefulCleanup, WaitsForTheBackgroundCoroutines) {
  co_await begin(1, 10s, work_100_ms);
  clean_up();
  co_await pause(5s);
  expect_ended("waits-for-ever");
  const std::size_t left = background_left();
  expect(left_at_the_end == 0,
         expected("when the clean-up returns, the {} background coroutines "
                  "have ended",
                  background.size()),
         seen("{} of them have not{}", left_at_the_end,
              left == 0 ? ", and end a moment later" : ", and go on"),
         means("background-goes-on", left > 0),
         means("cancelled-and-left", left == 0));
}

REAL_TEST(GracefulCleanupInTheServer, EndsWhileAHundredWait) {
  LiveServer server(loop(),
                    {.workers = 2, .drain = std::chrono::seconds(0)});
  std::string first;
  for (int i = 0; i < 100; ++i) {
    const std::string id =
        co_await server.post(R"({"kind": "sleep", "ms": 600000})");
    first = first.empty() ? id : first;
  }
  co_await server.until(first, {"running"});
  co_await server.stop();
  expect_equal(server.service().table.count(TaskState::pending) +
                   server.service().table.count(TaskState::running),
               0U, "the number of tasks that are pending or running");
}

REAL_TEST(GracefulCleanupInTheServer, KeepsWhatIsInTheJournal) {
  const JournalFile journal;
  LiveServer server(loop(), {.workers = 1,
                             .drain = std::chrono::seconds(0),
                             .journal = journal.path()});
  const std::string first =
      co_await server.post(R"({"kind": "sleep", "ms": 600000})");
  for (int i = 0; i < 4; ++i) {
    co_await server.post(R"({"kind": "sleep", "ms": 600000})");
  }
  co_await server.until(first, {"running"});
  co_await server.stop();
  const auto& table = server.service().table;
  expect_equal(table.count(TaskState::pending), 5U,
               "the number of tasks that wait for the next server",
               means("journalled-is-cancelled",
                     table.count(TaskState::cancelled) > 0));
}
