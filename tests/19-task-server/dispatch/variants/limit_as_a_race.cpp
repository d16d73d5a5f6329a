// variant: the limit is waited for in a task of its own
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>
#include <utility>
#include <variant>

#include "dispatch.hpp"

namespace task_server {

namespace {

asio::awaitable<void> kill_when_late(std::shared_ptr<WorkerPlace> place,
                                     TaskId id) {
  const auto [error] =
      co_await place->limit.async_wait(asio::as_tuple(asio::use_awaitable));
  if (!error && place->task == id) {
    place->timed_out = true;
    place->port->kill();
  }
}

/// The next task that still waits; nothing if feed was cancelled.
asio::awaitable<std::optional<TaskId>> next_task(Queues& queues,
                                                 const TaskTable& table) {
  try {
    for (;;) {
      const TaskId id = co_await queues.tasks.get();
      const Task* task = table.find(id);
      if (task && task->state == TaskState::pending) {
        co_return id;
      }
    }
  } catch (const boost::system::system_error&) {
    co_return std::nullopt;
  }
}

}  // namespace

asio::awaitable<void> feed(std::shared_ptr<WorkerPlace> place,
                           Queues& queues, TaskTable& table) {
  const auto executor = place->limit.get_executor();
  bool cancelled = false;
  while (!place->draining && !place->timed_out && !cancelled) {
    const auto id = co_await next_task(queues, table);
    if (!id) {
      break;
    }
    table.start(*id);
    place->task = *id;
    const TaskRequest& asked = table.find(*id)->request;
    place->port->send(pack_message(Work{*id, asked.kind, asked.input}));
    if (asked.limit) {
      place->limit.expires_after(*asked.limit);
      course::create_task(executor, kill_when_late(place, *id));
    }
    try {
      co_await place->idle.get();
    } catch (const boost::system::system_error&) {
      cancelled = true;
    }
  }
  place->port->close();
}

asio::awaitable<void> read_answers(std::shared_ptr<WorkerPlace> place,
                                   Queues& queues) {
  for (;;) {
    const auto message = co_await place->port->read();
    if (!message) {
      co_return;
    }
    std::optional<Answer> answer;
    try {
      answer = unpack_answer(*message);
    } catch (const std::invalid_argument&) {
      place->port->kill();
    }
    if (answer && std::holds_alternative<Progress>(*answer)) {
      co_await queues.progress.put(std::get<Progress>(*answer));
    }
    if (answer && std::holds_alternative<Outcome>(*answer)) {
      place->limit.cancel();
      co_await queues.results.put(std::get<Outcome>(*answer));
      place->task = std::nullopt;
      co_await place->idle.put(true);
    }
  }
}

}  // namespace task_server
