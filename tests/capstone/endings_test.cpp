#include <signal.h>

#include <boost/asio/use_awaitable.hpp>

#include "jobs.hpp"
#include "real_check.hpp"
#include "server_process.hpp"

/// The end of the server, and of all its workers at once.
namespace {

using namespace course::testing;
using namespace capstone_test;

REAL_TEST(TaskServerEnds, AtOnceWhenItIsInterruptedTwice) {
  const auto server =
      co_await ServerProcess::start({"--workers", "2", "--drain", "3600"});
  co_await until_running(
      *server,
      co_await server->post(R"({"kind": "sleep", "ms": 3600000})"));
  Client client = co_await server->client();
  server->process().kill(SIGINT);
  // Two signals that come together would be one: the first is handled when
  // no more tasks are accepted.
  for (;;) {
    const Got got = co_await client.ask("GET", "/status");
    if (!got.value().at("accepts_tasks").as_bool()) {
      break;
    }
    co_await pause(1ms);
  }
  server->process().kill(SIGINT);
  const course::ExitStatus status = co_await server->process().wait();
  expect_equal(status.status, 130, "the exit status");
  co_await until_no_children();
}

REAL_TEST(TaskServerEnds, WhileAsManyTasksWaitAsMay) {
  be_patient_for(120s);
  constexpr std::size_t all = MANY_TASKS;
  constexpr std::size_t group = 500;
  const auto server =
      co_await ServerProcess::start({"--workers", "1", "--drain", "0",
                                     "--max-queue", std::to_string(all)});
  co_await until_running(
      *server,
      co_await server->post(R"({"kind": "sleep", "ms": 3600000})"));
  std::size_t accepted = 0;
  while (accepted < all) {
    accepted += co_await server->post_many(R"({"kind":"noop"})", group);
  }
  expect_equal(accepted, all, "the number of tasks that wait");
  const Got full =
      co_await server->ask("POST", "/task", R"({"kind":"noop"})");
  expect_equal(full.status, 503U, "the status of one more");
  co_await end_well(*server);
}

REAL_TEST(TaskServerEnds, WithConnectionsThatStayOpen) {
  const auto server =
      co_await ServerProcess::start({"--workers", "1", "--drain", "0"});
  Client idle = co_await server->client();
  co_await idle.ask("GET", "/healthz");
  const std::string id =
      co_await server->post(R"({"kind": "sleep", "ms": 3600000})");
  Client follower = co_await server->client();
  co_await follower.send("GET", "/task/" + id + "/events");
  co_await idle.ask("GET", "/healthz");
  co_await end_well(*server);
}

REAL_TEST(TaskServerRecovers, WhenAllWorkersAreKilledAtOnce) {
  be_patient_for(60s);
  constexpr std::size_t count = 4;
  const auto server =
      co_await ServerProcess::start({"--workers", std::to_string(count)});
  std::vector<std::string> long_ones;
  std::vector<std::string> short_ones;
  for (std::size_t i = 0; i < count; ++i) {
    long_ones.push_back(
        co_await server->post(R"({"kind": "sleep", "ms": 3600000})"));
  }
  for (const std::string& id : long_ones) {
    co_await until_running(*server, id);
  }
  for (std::size_t i = 0; i < count; ++i) {
    short_ones.push_back(co_await server->post(R"({"kind": "noop"})"));
  }
  for (const pid_t id : co_await server->workers()) {
    ::kill(id, SIGKILL);
  }
  for (const std::string& id : short_ones) {
    const json::value task = co_await server->outcome(id);
    expect_equal(task.at("attempts").as_int64(), 1,
                 "the attempts of a task that waited");
  }
  for (const std::string& id : long_ones) {
    // A worker that was killed may take its time to die.
    while ((co_await server->ask("GET", "/task/" + id))
               .value()
               .at("attempts")
               .as_int64() < 2) {
      co_await pause(5ms);
    }
    co_await server->ask("DELETE", "/task/" + id);
    const json::value task = co_await server->outcome(id);
    expect_equal(task.at("attempts").as_int64(), 2,
                 "the attempts of a task that ran");
  }
  co_await end_well(*server);
}

}  // namespace
