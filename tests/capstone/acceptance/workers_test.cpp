#include <signal.h>

#include <algorithm>

#include "jobs.hpp"
#include "processes.hpp"
#include "server_check.hpp"

/// Workers that die. Whoever kills them is no part of the server: it may be
/// the kernel, short of memory.
namespace acceptance {

namespace {

void kill_all(const std::vector<pid_t>& workers) {
  for (const pid_t id : workers) {
    ::kill(id, SIGKILL);
  }
  step("SIGKILL to {} of its workers", workers.size());
}

/// Asks for a task and waits until it runs.
/// @return its id
asio::awaitable<std::string> running_task(Client& client) {
  // One that is done before we see it run is asked for again.
  for (int ms = 1500;; ms *= 2) {
    const std::string id = co_await client.post(
        fmt::format(R"({{"kind": "sleep", "ms": {}}})", ms));
    const TaskView task =
        co_await client.until(id, &TaskView::has_begun, "the task begins");
    if (!task.is_final()) {
      step("it runs");
      co_return id;
    }
  }
}

/// Waits until there are so many workers, and none of the killed ones.
asio::awaitable<void> until_replaced(Server& server, std::size_t count) {
  co_await server.until_workers(count, "not-replaced");
  step("it has {} workers again", count);
}

SERVER_CHECK(Workers, TaskOfAKilledOneIsNotForgotten) {
  const auto server = co_await Server::start(1);
  Client client(*server);
  const std::string id = co_await running_task(client);
  kill_all(server->workers());
  const TaskView task = co_await client.until(
      id, &TaskView::is_final,
      "the task of the killed worker runs again, or it fails",
      "forgotten-task");
  step("the task is {}", task.state);
}

SERVER_CHECK(Workers, BusyOneIsReplaced) {
  const auto server = co_await Server::start(1);
  Client client(*server);
  co_await running_task(client);
  kill_all(server->workers());
  co_await until_replaced(*server, 1);
  co_await serves_others(*server);
}

SERVER_CHECK(Workers, IdleOneIsReplaced) {
  const auto server = co_await Server::start(2);
  Client client(*server);
  co_await serves_others(*server);
  co_await server->until_workers(2, "no-processes");
  for (const pid_t id : server->workers()) {
    kill_all({id});
    co_await until_replaced(*server, 2);
    co_await client.until_completed(
        co_await client.post(R"({"kind": "sum", "n": 10})"));
  }
}

SERVER_CHECK(Workers, AllAreReplaced) {
  const auto server = co_await Server::start(2);
  Client client(*server);
  co_await server->until_workers(2, "no-processes");
  std::vector<std::string> ids;
  ids.push_back(co_await running_task(client));
  for (int i = 0; i < 4; ++i) {
    ids.push_back(co_await client.post(R"({"kind": "sleep", "ms": 200})"));
  }
  kill_all(server->workers());
  co_await until_replaced(*server, 2);
  std::size_t completed = 0;
  for (const std::string& id : ids) {
    const TaskView task =
        co_await client.until(id, &TaskView::is_final,
                              "every accepted task ends", "forgotten-task");
    completed += task.state == "completed" ? 1 : 0;
  }
  step("{} of {} tasks are completed", completed, ids.size());
  expect(completed + 2 >= ids.size(),
         expected("only what the two killed workers ran may fail"),
         seen("{} of {} are completed", completed, ids.size()));
  co_await serves_others(*server);
}

// A task that brings down each worker it gets must not bring down the
// server's work for ever.
SERVER_CHECK(Workers, DeadlyTaskIsGivenUp) {
  const auto server = co_await Server::start(1);
  Client client(*server);
  const std::string id =
      co_await client.post(R"({"kind": "sleep", "ms": 60000})");
  constexpr int most_deaths = 100;
  int deaths = 0;
  TaskView task;
  for (; deaths < most_deaths; ++deaths) {
    task = co_await client.until(
        id,
        [&](const TaskView& now) {
          return now.is_final() ||
                 (now.state == "running" && !server->workers().empty());
        },
        "the task runs again, or it fails", "forgotten-task");
    if (task.is_final()) {
      break;
    }
    kill_all(server->workers());
    co_await pause(20ms);
  }
  step("after {} dead workers the task is {}", deaths, task.state);
  expect(task.state == "failed",
         expected("a task whose workers always die fails in the end"),
         seen("after {} dead workers it is {}", deaths, task.state),
         means("retries-for-ever", deaths == most_deaths));
  co_await serves_others(*server);
}

}  // namespace

}  // namespace acceptance
