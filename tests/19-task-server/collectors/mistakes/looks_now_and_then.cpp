// check: Collectors.TakesWhatComesAtOnce
// diagnosis: polls
// Looks at the queues every ten milliseconds, as the Python server does.
#include <chrono>
#include <utility>

#include "collectors.hpp"
#include "pause.hpp"

namespace task_server {

asio::awaitable<void> monitor_progress(Queues& queues, TaskTable& table) {
  for (;;) {
    while (auto report = queues.progress.try_get()) {
      table.progress(report->id, report->percent,
                     std::move(report->partial_result));
    }
    co_await pause(std::chrono::milliseconds(10));
  }
}

asio::awaitable<void> background_result_processor(Queues& queues,
                                                  TaskTable& table) {
  for (;;) {
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
    co_await pause(std::chrono::milliseconds(10));
  }
}

}  // namespace task_server
