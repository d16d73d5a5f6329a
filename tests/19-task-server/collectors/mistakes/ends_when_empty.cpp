// check: Collectors.TakesOneAfterTheOther
// diagnosis: ends-when-empty
// Takes what is there, and is done.
#include <utility>

#include "collectors.hpp"

namespace task_server {

asio::awaitable<void> monitor_progress(Queues& queues, TaskTable& table) {
  while (auto report = queues.progress.try_get()) {
    table.progress(report->id, report->percent,
                   std::move(report->partial_result));
  }
  co_return;
}

asio::awaitable<void> background_result_processor(Queues& queues,
                                                  TaskTable& table) {
  while (auto outcome = queues.results.try_get()) {
    const Task* task = table.find(outcome->id);
    if (!task || task->state != TaskState::running) {
      continue;
    }
    if (outcome->succeeded) {
      table.complete(outcome->id, std::move(outcome->value));
    } else {
      table.fail(outcome->id, std::move(outcome->value));
    }
  }
  co_return;
}

}  // namespace task_server
