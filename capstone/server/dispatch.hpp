/// @file
/// @brief One worker's place: what it gets to do, and what comes back.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <course/queue.hpp>
#include <course/task.hpp>
#include <cstddef>
#include <memory>
#include <optional>

#include "queues.hpp"
#include "task_table.hpp"
#include "worker_port.hpp"

namespace task_server {

//! [server-worker-place]
/// A place for a worker. The coroutines that work on it hold it, so that it
/// outlives them.
struct WorkerPlace {
  explicit WorkerPlace(const asio::any_io_executor& executor)
      : idle(executor), limit(executor) {}

  std::unique_ptr<WorkerPort> port;  ///< the worker that is there now
  std::optional<TaskId> task;        ///< what it computes
  bool timed_out = false;    ///< it was killed because of a task's limit
  bool draining = false;     ///< no more tasks for this place
  std::size_t deaths = 0;    ///< workers that died here
  course::Queue<bool> idle;  ///< an item: the task has ended
  asio::steady_timer limit;  ///< of the task that runs
  std::optional<course::Task<void>> feeder;
};
//! [server-worker-place]

//! [server-feed]
/// Gives the worker of a place one task at a time, as long as the place is
/// not draining: takes the next id off the task queue; if that task is
/// still pending, starts it in the table, notes it in `place->task`, sends
/// the worker its Work, and waits for an item in `place->idle`. A new
/// worker is idle: nothing is waited for before its first task. A task with
/// a limit that is not over in time, counted from the moment at which its
/// Work is sent, sets `place->timed_out` and kills the worker. From then on
/// the worker gets no task: an outcome may have been on its way, and still
/// come.
///
/// At the end, and when it is cancelled while it waits, the worker gets its
/// sentinel: WorkerPort::close().
///
/// Errors: none for a cancellation.
asio::awaitable<void> feed(std::shared_ptr<WorkerPlace> place,
                           Queues& queues, TaskTable& table);

/// Takes what the worker of a place says until it has ended. Progress goes
/// into the queue of progress. An outcome ends the task of the place and
/// its limit, goes into the queue of results, and puts an item into
/// `place->idle`. While a queue is full, nothing more is read. That the
/// worker is up (Ready) means nothing here: what was sent before has waited
/// in its socket.
///
/// A worker that says what is no message is killed.
asio::awaitable<void> read_answers(std::shared_ptr<WorkerPlace> place,
                                   Queues& queues);
//! [server-feed]

}  // namespace task_server
