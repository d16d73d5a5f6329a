// check: Collectors.OutlivesAnOutcomeThatIsTooLate
// diagnosis: ends-at-an-exception
// Puts the loop into the try block, not the try block into the loop.
#include <stdexcept>
#include <utility>

#include "collectors.hpp"

namespace task_server {

asio::awaitable<void> monitor_progress(Queues& queues, TaskTable& table) {
  for (;;) {
    Progress report = co_await queues.progress.get();
    table.progress(report.id, report.percent,
                   std::move(report.partial_result));
  }
}

asio::awaitable<void> background_result_processor(Queues& queues,
                                                  TaskTable& table) {
  try {
    for (;;) {
      Outcome outcome = co_await queues.results.get();
      if (outcome.succeeded) {
        table.complete(outcome.id, std::move(outcome.value));
      } else {
        table.fail(outcome.id, std::move(outcome.value));
      }
    }
  } catch (const std::logic_error&) {
    // Not this one.
  }
}

}  // namespace task_server
