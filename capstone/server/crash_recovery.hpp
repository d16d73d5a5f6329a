/// @file
/// @brief What becomes of a task whose worker has died.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <course/queue.hpp>
#include <course/retry.hpp>
#include <string>

#include "task_table.hpp"

namespace task_server {

namespace asio = boost::asio;

/// Between two runs of a task whose worker has died, and between two tries
/// to start a worker: course::backoff_wait() of these.
extern const course::RetryPolicy restart_pauses;

//! [server-recover]
/// How a worker died while it had a task.
struct Death {
  std::string how;         ///< "signal 9 (Killed)"
  bool timed_out = false;  ///< the task, which has a limit, has run longer
  bool keep_task = false;  ///< the server stops; its journal keeps the task
};

/// Decides on a running task whose worker has died, at once, in this
/// order:
///
/// - it was to be cancelled: it is cancelled;
/// - it ran longer than its limit: it fails, and says so;
/// - the server stops and keeps it: it is pending again;
/// - it has attempts left: it is pending again, and comes into the queue
///   after a pause that grows with each attempt;
/// - otherwise it fails, and says how often its worker died, and how.
///
/// A task that the table does not know (any more) needs nothing.
///
/// @param random  for the jitter of the pause
///
/// Lifetime: the table and the queue live until it has ended.
asio::awaitable<void> recover_task(TaskId id, Death death, TaskTable& table,
                                   course::Queue<TaskId>& tasks,
                                   course::RandomSource random);
//! [server-recover]

}  // namespace task_server
