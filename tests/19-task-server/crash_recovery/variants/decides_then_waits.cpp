// variant: a function decides, without a coroutine, and returns the pause
#include <fmt/format.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <optional>

#include "crash_recovery.hpp"

namespace task_server {

namespace {

/// @return how many attempts have failed, if there is another one
std::optional<int> decide(TaskId id, const Death& death, TaskTable& table) {
  const Task* task = table.find(id);
  if (!task) {
    return std::nullopt;
  }
  const Task then = *task;
  if (then.cancel_requested) {
    table.cancel(id);
    return std::nullopt;
  }
  if (death.timed_out) {
    table.fail(id, "it ran longer than its limit of " +
                       std::to_string(then.request.limit->count()) + " ms");
    return std::nullopt;
  }
  if (!death.keep_task && then.attempts >= then.request.max_attempts) {
    table.fail(id, "its worker died in each of " +
                       std::to_string(then.attempts) +
                       " attempts, in the last one with " + death.how);
    return std::nullopt;
  }
  table.retry(id);
  return death.keep_task ? std::nullopt : std::optional(then.attempts);
}

}  // namespace

asio::awaitable<void> recover_task(TaskId id, Death death, TaskTable& table,
                                   course::Queue<TaskId>& tasks,
                                   course::RandomSource random) {
  if (const auto failures = decide(id, death, table)) {
    asio::steady_timer timer(
        co_await asio::this_coro::executor,
        course::backoff_wait(restart_pauses, *failures, random()));
    co_await timer.async_wait(asio::use_awaitable);
    tasks.try_put(id);
  }
}

}  // namespace task_server
