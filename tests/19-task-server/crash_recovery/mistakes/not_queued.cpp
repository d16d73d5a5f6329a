// check: CrashRecovery.PausesBeforeTheNextAttempt
// diagnosis: never-again
// Makes it pending; the dispatcher will find it.
#include <fmt/format.h>

#include <stdexcept>

#include "crash_recovery.hpp"
#include "pause.hpp"

namespace task_server {

asio::awaitable<void> recover_task(TaskId id, Death death, TaskTable& table,
                                   course::Queue<TaskId>& tasks,
                                   course::RandomSource random) {
  const Task* task = table.find(id);
  if (!task) {
    co_return;
  }
  const int attempts = task->attempts;
  if (task->cancel_requested) {
    table.cancel(id);
  } else if (death.timed_out) {
    table.fail(id, fmt::format("it ran longer than its limit of {} ms",
                               task->request.limit->count()));
  } else if (death.keep_task) {
    table.retry(id);
  } else if (attempts < task->request.max_attempts) {
    table.retry(id);
  } else {
    table.fail(id, fmt::format("its worker died in each of {} attempts, in "
                               "the last one with {}",
                               attempts, death.how));
  }
}

}  // namespace task_server
