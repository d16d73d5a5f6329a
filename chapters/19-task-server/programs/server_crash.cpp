// A task that kills every worker it gets.
// recorded: measured
#include <fmt/format.h>
#include <signal.h>

#include "running_server.hpp"
#include "server/kind.hpp"

//! [server-crash]
json::value compute_crash(const json::object&, const task_server::Report&) {
  ::raise(SIGSEGV);
  return nullptr;
}
const task_server::Kind crash{"crash", {}, compute_crash};

asio::awaitable<void> story() {
  task_server::Application server(co_await asio::this_coro::executor,
                                  {.port = 0, .workers = 1},
                                  task_server::start_worker_process);
  server.startup();
  const json::value task = co_await outcome(
      server.port(),
      co_await post(server.port(),
                    R"({"kind": "crash", "max_attempts": 3})"));
  fmt::print("{}: {}\n", text_of(task, "state"), text_of(task, "error"));

  const json::value next = co_await outcome(
      server.port(), co_await post(server.port(), R"({"kind": "noop"})"));
  fmt::print("the next task is {}\n", text_of(next, "state"));
  co_await server.cleanup();
}
//! [server-crash]

int main() {
  return run_with_workers(story);
}
