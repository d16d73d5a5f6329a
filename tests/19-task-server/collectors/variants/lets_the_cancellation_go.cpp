// variant: catches all that goes wrong with an item, but no cancellation
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <stdexcept>
#include <utility>

#include "collectors.hpp"

namespace task_server {

asio::awaitable<void> monitor_progress(Queues& queues, TaskTable& table) {
  for (;;) {
    const Progress report = co_await queues.progress.get();
    try {
      table.progress(report.id, report.percent, report.partial_result);
    } catch (const std::exception&) {
      // The next one is another one.
    }
  }
}

asio::awaitable<void> background_result_processor(Queues& queues,
                                                  TaskTable& table) {
  for (;;) {
    try {
      const Outcome outcome = co_await queues.results.get();
      if (const Task* task = table.find(outcome.id);
          task && task->state == TaskState::running) {
        if (outcome.succeeded) {
          table.complete(outcome.id, outcome.value);
        } else {
          table.fail(outcome.id, outcome.value);
        }
      }
    } catch (const boost::system::system_error& error) {
      if (error.code() == asio::error::operation_aborted) {
        throw;
      }
    }
  }
}

}  // namespace task_server
