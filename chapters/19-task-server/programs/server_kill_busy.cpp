// A worker is killed while it computes.
// recorded: measured
#include <fmt/format.h>
#include <signal.h>

#include <algorithm>
#include <string>

#include "running_server.hpp"

//! [server-kill-busy]
asio::awaitable<void> story() {
  task_server::Application server(co_await asio::this_coro::executor,
                                  {.port = 0, .workers = 2},
                                  task_server::start_worker_process);
  server.startup();
  const std::string id =
      co_await post(server.port(), R"({"kind": "sleep", "ms": 500})");
  ::kill(co_await worker_of(server.service(), id), SIGKILL);

  const json::value task = co_await outcome(server.port(), id);
  fmt::print("the task is {} after {} attempts\n", text_of(task, "state"),
             task.at("attempts").as_int64());
  const auto& dispatcher = server.service().dispatcher;
  const auto workers = dispatcher.workers();
  const auto there = std::ranges::count_if(
      workers, [](const auto& worker) { return worker.id.has_value(); });
  fmt::print("workers: {} of {}; have died: {}\n", there, workers.size(),
             dispatcher.counts().workers_died);
  co_await server.cleanup();
}
//! [server-kill-busy]

int main() {
  return run_with_workers(story);
}
