// check: Dispatch.GivesATaskToAnIdleWorker
// diagnosis: waits-for-idle-first
// Waits for a free worker at the top of the loop.
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <stdexcept>
#include <utility>
#include <variant>

#include "dispatch.hpp"
#include "log.hpp"

namespace task_server {

namespace {

/// Ends the worker when its task has run for so long.
void set_limit(const std::shared_ptr<WorkerPlace>& place, TaskId id,
               std::chrono::milliseconds limit) {
  place->limit.expires_after(limit);
  place->limit.async_wait([place, id](boost::system::error_code error) {
    // It may expire in the very turn in which the task ends, and then
    // another one has the worker.
    if (!error && place->port && place->task == id) {
      place->timed_out = true;
      place->port->kill();
    }
  });
}

}  // namespace

asio::awaitable<void> feed(std::shared_ptr<WorkerPlace> place,
                           Queues& queues, TaskTable& table) {
  try {
    // An outcome may come after the limit; its worker is dying all the
    // same.
    while (!place->draining && !place->timed_out) {
      co_await place->idle.get();
      const TaskId id = co_await queues.tasks.get();
      const Task* task = table.find(id);
      if (!task || task->state != TaskState::pending) {
        continue;  // it was cancelled while it waited
      }
      table.start(id);
      place->task = id;
      if (task->request.limit) {
        set_limit(place, id, *task->request.limit);
      }
      place->port->send(
          pack_message(Work{id, task->request.kind, task->request.input}));
    }
  } catch (const boost::system::system_error& error) {
    if (error.code() != asio::error::operation_aborted) {
      throw;
    }
  }
  place->port->close();
}

asio::awaitable<void> read_answers(std::shared_ptr<WorkerPlace> place,
                                   Queues& queues) {
  while (auto message = co_await place->port->read()) {
    Answer answer;
    try {
      answer = unpack_answer(*message);
    } catch (const std::invalid_argument& error) {
      log(Level::error, "worker_not_understood", {{"error", error.what()}});
      place->port->kill();
      continue;
    }
    if (auto* progress = std::get_if<Progress>(&answer)) {
      co_await queues.progress.put(std::move(*progress));
    } else if (auto* outcome = std::get_if<Outcome>(&answer)) {
      place->limit.cancel();
      place->task.reset();
      co_await queues.results.put(std::move(*outcome));
      place->idle.try_put(true);
    }
  }
}

}  // namespace task_server
