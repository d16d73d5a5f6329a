// variant: one loop, written once, with what is done as a parameter
#include "collectors.hpp"

namespace task_server {

namespace {

template <typename Item, typename Take>
asio::awaitable<void> take_all(course::Queue<Item>& queue, Take take) {
  for (;;) {
    take(co_await queue.get());
  }
}

}  // namespace

asio::awaitable<void> monitor_progress(Queues& queues, TaskTable& table) {
  co_await take_all(queues.progress, [&table](const Progress& report) {
    table.progress(report.id, report.percent, report.partial_result);
  });
}

asio::awaitable<void> background_result_processor(Queues& queues,
                                                  TaskTable& table) {
  co_await take_all(queues.results, [&table](const Outcome& outcome) {
    const Task* task = table.find(outcome.id);
    if (task && task->state == TaskState::running) {
      outcome.succeeded ? table.complete(outcome.id, outcome.value)
                        : table.fail(outcome.id, outcome.value);
    }
  });
}

}  // namespace task_server
