// check: Collectors.EndsWhenItIsCancelled
// diagnosis: returns-when-cancelled
// Ends in peace when it is asked to.
#include <boost/system/system_error.hpp>
#include <utility>

#include "collectors.hpp"

namespace task_server {

asio::awaitable<void> monitor_progress(Queues& queues, TaskTable& table) {
  try {
    for (;;) {
      Progress report = co_await queues.progress.get();
      table.progress(report.id, report.percent,
                     std::move(report.partial_result));
    }
  } catch (const boost::system::system_error&) {
    // It was cancelled.
  }
}

asio::awaitable<void> background_result_processor(Queues& queues,
                                                  TaskTable& table) {
  try {
    for (;;) {
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
    }
  } catch (const boost::system::system_error&) {
    // It was cancelled.
  }
}

}  // namespace task_server
