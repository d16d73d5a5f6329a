// check: Collectors.EndsWhenItIsCancelled
// diagnosis: outlives-its-cancellation
// Nothing may end a coroutine in the background, so it catches all.
#include <exception>
#include <utility>

#include "collectors.hpp"

namespace task_server {

asio::awaitable<void> monitor_progress(Queues& queues, TaskTable& table) {
  for (;;) {
    try {
      Progress report = co_await queues.progress.get();
      table.progress(report.id, report.percent,
                     std::move(report.partial_result));
    } catch (const std::exception&) {
      // The next one is another one.
    }
  }
}

asio::awaitable<void> background_result_processor(Queues& queues,
                                                  TaskTable& table) {
  for (;;) {
    try {
      Outcome outcome = co_await queues.results.get();
      const Task* task = table.find(outcome.id);
      if (!task || task->state != TaskState::running) {
        continue;
      }
      if (outcome.succeeded) {
        table.complete(outcome.id, std::move(outcome.value));
      } else {
        table.fail(outcome.id, std::move(outcome.value));
      }
    } catch (const std::exception&) {
      // The next one is another one.
    }
  }
}

}  // namespace task_server
