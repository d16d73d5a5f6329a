#include "dispatcher.hpp"

#include <boost/asio/co_spawn.hpp>
#include <course/retry.hpp>
#include <exception>
#include <stdexcept>
#include <utility>

#include "crash_recovery.hpp"
#include "log.hpp"
#include "pause.hpp"

namespace task_server {

const course::RetryPolicy restart_pauses{
    .base = std::chrono::milliseconds(100),
    .longest = std::chrono::seconds(10),
    .jitter = 0.5};

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
  take_no_more();
  keep_tasks_ = keep;
  for (const auto& place : places_) {
    if (place->task && keep) {
      place->port->kill();
    } else if (place->task) {
      cancel_running(*place->task);
    }
  }
}

void Dispatcher::take_no_more() {
  draining_ = true;
  for (const auto& place : places_) {
    place->draining = true;
  }
}

asio::awaitable<void> Dispatcher::drain() {
  take_no_more();
  for (const auto& place : places_) {
    if (!place->task && place->feeder && place->port) {
      place->feeder->cancel();  // it waits for a task
      // It may not even have begun, and what has not begun does not begin:
      // then nobody else sends the sentinel.
      place->port->close();
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
      co_await pause(
          course::backoff_wait(restart_pauses, failures, random_()));
      continue;
    }
    ++counts_.workers_started;
    log(Level::info, "worker_started",
        {{"pid", std::to_string(place->port->id())}});
    co_await serve(place);
  }
}
//! [server-place]

//! [server-serve]
asio::awaitable<void> Dispatcher::serve(std::shared_ptr<Place> place) {
  place->feeder =
      course::create_task(executor_, feed(place, queues_, table_));
  co_await read_answers(place, queues_);
  place->feeder->cancel();
  co_await place->feeder->wait();
  place->limit.cancel();
  const std::string how = co_await place->port->ended();
  //! [server-serve]
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

void Dispatcher::after_death(Place& place, const std::string& how) {
  const bool timed_out = std::exchange(place.timed_out, false);
  if (const auto id = std::exchange(place.task, std::nullopt)) {
    asio::co_spawn(executor_,
                   recover_task(*id, {how, timed_out, keep_tasks_}, table_,
                                queues_.tasks, random_),
                   [](std::exception_ptr error) {
                     if (error) {
                       log(Level::error, "task_not_recovered");
                     }
                   });
  }
}

}  // namespace task_server
