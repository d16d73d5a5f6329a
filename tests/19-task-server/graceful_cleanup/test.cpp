#include <stdlib.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
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
  co_return;
}

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
    port = server->port();
    step("the server starts with {} workers and {} for the end", workers,
         std::chrono::nanoseconds(drain));
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
        course::create_task(loop().get_executor(), server->cleanup()));
  }

  bool ended() const {
    if (cleanup->done() && cleanup->exception()) {
      std::rethrow_exception(cleanup->exception());
    }
    return cleanup->done();
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
