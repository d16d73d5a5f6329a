// More tasks than the queue holds.
// recorded: measured
#include <fmt/format.h>

#include <string>

#include "running_server.hpp"

//! [server-full]
asio::awaitable<void> story() {
  task_server::Application server(
      co_await asio::this_coro::executor,
      {.port = 0, .workers = 1, .drain = 0s, .table = {.pending = 3}},
      task_server::start_worker_process);
  server.startup();
  const std::string long_task = R"({"kind": "sleep", "ms": 60000})";
  co_await worker_of(server.service(),
                     co_await post(server.port(), long_task));
  for (int i = 1; i <= 4; ++i) {
    const Reply reply =
        co_await ask(server.port(), http::verb::post, "/task", long_task);
    const std::string again = reply[http::field::retry_after];
    fmt::print("task {} behind it: {}{}\n", i, reply.result_int(),
               again.empty() ? "" : ", Retry-After: " + again);
  }
  co_await server.cleanup();
}
//! [server-full]

int main() {
  return run_with_workers(story);
}
