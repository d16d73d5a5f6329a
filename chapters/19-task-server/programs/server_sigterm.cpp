// SIGTERM while hundreds of tasks wait.
// recorded: measured
#include <fmt/format.h>
#include <signal.h>

#include <course/task.hpp>

#include "running_server.hpp"

//! [server-sigterm]
asio::awaitable<void> story() {
  const auto loop = co_await asio::this_coro::executor;
  task_server::Application server(loop,
                                  {.port = 0, .workers = 2, .drain = 1s},
                                  task_server::start_worker_process);
  const auto life = course::create_task(loop, server.run());
  for (int i = 0; i < 300; ++i) {
    co_await post(server.port(), R"({"kind": "sleep", "ms": 20})");
  }
  ::raise(SIGTERM);
  co_await life.get();

  using enum task_server::TaskState;
  const auto& table = server.service().table;
  fmt::print("accepted: {}\n", table.size());
  fmt::print("completed: {}, cancelled: {}\n", table.count(completed),
             table.count(cancelled));
  fmt::print("of which nobody knows what became of them: {}\n",
             table.count(pending) + table.count(running));
}
//! [server-sigterm]

int main() {
  return run_with_workers(story);
}
