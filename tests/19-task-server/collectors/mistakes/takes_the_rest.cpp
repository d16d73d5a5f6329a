// check: Collectors.LeavesTheOtherQueueAlone
// diagnosis: reads-both-queues
// Brings the outcome too, when it has brought a report.
#include <stdexcept>
#include <utility>

#include "collectors.hpp"

namespace task_server {

asio::awaitable<void> monitor_progress(Queues& queues, TaskTable& table) {
  for (;;) {
    Progress report = co_await queues.progress.get();
    table.progress(report.id, report.percent,
                   std::move(report.partial_result));
    if (auto outcome = queues.results.try_get()) {
      if (outcome->succeeded) {
        table.complete(outcome->id, std::move(outcome->value));
      } else {
        table.fail(outcome->id, std::move(outcome->value));
      }
    }
  }
}

asio::awaitable<void> background_result_processor(Queues& queues,
                                                  TaskTable& table) {
  for (;;) {
    Outcome outcome = co_await queues.results.get();
    const Task* task = table.find(outcome.id);
    if (!task || task->state != TaskState::running) {
      continue;  // it has come too late
    }
    if (outcome.succeeded) {
      table.complete(outcome.id, std::move(outcome.value));
    } else {
      table.fail(outcome.id, std::move(outcome.value));
    }
  }
}

}  // namespace task_server
