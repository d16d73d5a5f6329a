// All workers are killed while they wait for work.
// recorded: measured
#include <fmt/format.h>
#include <signal.h>

#include <string>

#include "running_server.hpp"

/// Waits until there are so many workers again that were never killed.
asio::awaitable<void> until_replaced(
    const task_server::Dispatcher& dispatcher, std::size_t killed) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  while (dispatcher.counts().workers_started < 2 * killed) {
    timer.expires_after(1ms);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

//! [server-kill-idle]
asio::awaitable<void> story() {
  task_server::Application server(co_await asio::this_coro::executor,
                                  {.port = 0, .workers = 2},
                                  task_server::start_worker_process);
  server.startup();
  co_await outcome(server.port(),
                   co_await post(server.port(), R"({"kind": "noop"})"));
  const auto& dispatcher = server.service().dispatcher;
  for (const auto& worker : dispatcher.workers()) {
    ::kill(static_cast<pid_t>(*worker.id), SIGKILL);
  }
  co_await until_replaced(dispatcher, 2);

  const json::value task = co_await outcome(
      server.port(),
      co_await post(server.port(), R"({"kind": "sum", "n": 4})"));
  fmt::print("the next task is {}, attempts: {}\n", text_of(task, "state"),
             task.at("attempts").as_int64());
  co_await server.cleanup();
}
//! [server-kill-idle]

int main() {
  return run_with_workers(story);
}
