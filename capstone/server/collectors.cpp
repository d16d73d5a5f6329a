#include "collectors.hpp"

#include <stdexcept>
#include <utility>

namespace task_server {

asio::awaitable<void> monitor_progress(Queues& queues, TaskTable& table) {
  // BEGIN SOLUTION
  // STUB: // Take the reports off their queue, one after the other.
  // STUB: throw std::logic_error("collectors is not written yet");
  for (;;) {
    Progress report = co_await queues.progress.get();
    table.progress(report.id, report.percent,
                   std::move(report.partial_result));
  }
  // END SOLUTION
}

asio::awaitable<void> background_result_processor(Queues& queues,
                                                  TaskTable& table) {
  // BEGIN SOLUTION
  // STUB: // Take the outcomes off their queue, one after the other.
  // STUB: throw std::logic_error("collectors is not written yet");
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
  // END SOLUTION
}

}  // namespace task_server
