#include "dispatcher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/retry.hpp>
#include <stdexcept>
#include <utility>

#include "log.hpp"

namespace task_server {

namespace {

using namespace std::chrono_literals;

/// Between two runs of a task whose worker has died, and between two tries
/// to start a worker.
const course::RetryPolicy pauses{
    .base = 100ms, .longest = 10s, .jitter = 0.5};

asio::awaitable<void> pause(std::chrono::nanoseconds duration) {
  asio::steady_timer timer(co_await asio::this_coro::executor, duration);
  co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace

/// A place for a worker. Its coroutines hold it, so that it outlives them.
struct Dispatcher::Place {
  explicit Place(const asio::any_io_executor& executor)
      : idle(executor), limit(executor) {}

  std::unique_ptr<WorkerPort> port;
  std::optional<TaskId> task;
  bool timed_out = false;
  std::size_t deaths = 0;
  course::Queue<bool> idle;  ///< an item: the task has ended
  asio::steady_timer limit;  ///< of the task that runs
  std::optional<course::Task<void>> feeder;
};

Dispatcher::Dispatcher(asio::any_io_executor executor, TaskTable& table,
                       Queues& queues, StartWorker start_worker)
    : executor_(std::move(executor)),
      table_(table),
      queues_(queues),
      start_worker_(std::move(start_worker)),
      random_(course::random_source()) {}

Dispatcher::~Dispatcher() = default;

void Dispatcher::start(std::size_t workers) {
  if (workers == 0) {
    throw std::invalid_argument("a dispatcher needs a worker");
  }
  for (std::size_t i = 0; i < workers; ++i) {
    auto place = std::make_shared<Place>(executor_);
    places_.push_back(place);
    running_.push_back(course::create_task(executor_, keep_place(place)));
  }
}

void Dispatcher::cancel_running(TaskId id) {
  table_.request_cancel(id);
  for (const auto& place : places_) {
    if (place->task == id) {
      place->port->kill();
    }
  }
}

void Dispatcher::stop_all(bool keep) {
  draining_ = true;
  keep_tasks_ = keep;
  for (const auto& place : places_) {
    if (place->task && keep) {
      place->port->kill();
    } else if (place->task) {
      cancel_running(*place->task);
    }
  }
}

asio::awaitable<void> Dispatcher::drain() {
  draining_ = true;
  for (const auto& place : places_) {
    if (!place->task && place->feeder) {
      place->feeder->cancel();  // it waits for a task; the sentinel follows
    }
  }
  for (const auto& task : running_) {
    co_await task.wait();
  }
}

void Dispatcher::kill_workers() {
  for (const auto& place : places_) {
    if (place->port) {
      place->port->kill();
    }
  }
}

std::vector<WorkerView> Dispatcher::workers() const {
  std::vector<WorkerView> views;
  for (const auto& place : places_) {
    views.push_back({.id = place->port ? std::optional(place->port->id())
                                       : std::nullopt,
                     .task = place->task,
                     .deaths = place->deaths});
  }
  return views;
}

//! [server-place]
asio::awaitable<void> Dispatcher::keep_place(std::shared_ptr<Place> place) {
  for (int failures = 0; !draining_;) {
    try {
      place->port = start_worker_(executor_);
      failures = 0;
    } catch (const std::exception& error) {
      log(Level::error, "worker_not_started", {{"error", error.what()}});
      ++failures;
    }
    if (failures > 0) {
      co_await pause(course::backoff_wait(pauses, failures, random_()));
      continue;
    }
    ++counts_.workers_started;
    log(Level::info, "worker_started",
        {{"pid", std::to_string(place->port->id())}});
    co_await serve(place);
  }
}
//! [server-place]

asio::awaitable<void> Dispatcher::serve(std::shared_ptr<Place> place) {
  place->feeder = course::create_task(executor_, feed(place));
  co_await read_answers(place);
  place->feeder->cancel();
  co_await place->feeder->wait();
  place->limit.cancel();
  const std::string how = co_await place->port->ended();
  const bool was_told = draining_ && !place->task;
  if (!was_told) {
    ++place->deaths;
    ++counts_.workers_died;
  }
  log(was_told ? Level::info : Level::warning, "worker_ended",
      {{"pid", std::to_string(place->port->id())}, {"how", how}});
  place->port.reset();
  after_death(*place, how);
}

asio::awaitable<void> Dispatcher::feed(std::shared_ptr<Place> place) {
  try {
    while (!draining_) {
      const TaskId id = co_await queues_.tasks.get();
      const Task* task = table_.find(id);
      if (!task || task->state != TaskState::pending) {
        continue;  // it was cancelled while it waited
      }
      table_.start(id);
      place->task = id;
      if (task->request.limit) {
        place->limit.expires_after(*task->request.limit);
        place->limit.async_wait([place](boost::system::error_code error) {
          if (!error && place->port) {
            place->timed_out = true;
            place->port->kill();
          }
        });
      }
      place->port->send(
          pack_message(Work{id, task->request.kind, task->request.input}));
      co_await place->idle.get();
    }
  } catch (const boost::system::system_error& error) {
    if (error.code() != asio::error::operation_aborted) {
      throw;
    }
  }
  place->port->close();
}

asio::awaitable<void> Dispatcher::read_answers(
    std::shared_ptr<Place> place) {
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
      co_await queues_.progress.put(std::move(*progress));
    } else if (auto* outcome = std::get_if<Outcome>(&answer)) {
      place->limit.cancel();
      place->timed_out = false;
      place->task.reset();
      co_await queues_.results.put(std::move(*outcome));
      place->idle.try_put(true);
    }
  }
}

void Dispatcher::after_death(Place& place, const std::string& how) {
  const bool timed_out = std::exchange(place.timed_out, false);
  const auto id = std::exchange(place.task, std::nullopt);
  const Task* task = id ? table_.find(*id) : nullptr;
  if (!task) {
    return;
  }
  if (task->cancel_requested) {
    table_.cancel(*id);
  } else if (timed_out) {
    table_.fail(*id, fmt::format("it ran longer than its limit of {} ms",
                                 task->request.limit->count()));
  } else if (keep_tasks_) {
    table_.retry(*id);
  } else if (task->attempts < task->request.max_attempts) {
    const int attempts = task->attempts;
    table_.retry(*id);
    asio::co_spawn(executor_, run_again(*id, attempts), asio::detached);
  } else {
    table_.fail(*id,
                fmt::format("its worker died in each of {} attempts, in "
                            "the last one with {}",
                            task->attempts, how));
  }
}

asio::awaitable<void> Dispatcher::run_again(TaskId id, int attempts) {
  co_await pause(course::backoff_wait(pauses, attempts, random_()));
  co_await queues_.tasks.put(id);
}

}  // namespace task_server
