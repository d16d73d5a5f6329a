/// @file
/// @brief Hands pending tasks to idle workers, and replaces workers that
/// die.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <course/retry.hpp>
#include <course/task.hpp>
#include <memory>
#include <optional>
#include <vector>

#include "dispatch.hpp"
#include "queues.hpp"
#include "task_table.hpp"
#include "worker_port.hpp"

namespace task_server {

/// A worker's place, as it stands now.
struct WorkerView {
  std::optional<long> id;      ///< its process, or nothing: none is there
  std::optional<TaskId> task;  ///< what it computes
  std::size_t deaths = 0;      ///< workers that died in this place
};

/// What is counted since the start.
struct DispatcherCounts {
  std::size_t workers_started = 0;
  std::size_t workers_died = 0;  ///< not because they were told to end
};

/// Keeps a number of workers, one in each place, and gives each one task at
/// a time. Reports and outcomes go into the queues.
///
/// A worker that dies is replaced at once. Its task is run again after a
/// pause that grows with each attempt, or fails after the last one. A task
/// that runs too long or is to be cancelled loses its worker: a process is
/// the only thing that can be stopped from outside.
///
/// Threads: all calls on the executor, which runs one handler at a time.
class Dispatcher {
 public:
  /// The table and the queues outlive the dispatcher.
  Dispatcher(asio::any_io_executor executor, TaskTable& table,
             Queues& queues, StartWorker start_worker);
  ~Dispatcher();

  /// Starts so many workers, at least one.
  void start(std::size_t workers);

  /// Ends what computes the task, if it runs. The task is then cancelled.
  void cancel_running(TaskId id);

  /// From now on no task is given to a worker. Those that run end with
  /// their workers: they are cancelled or, if `keep`, pending again.
  void stop_all(bool keep);

  /// Takes no more tasks from the queue, lets the workers finish what they
  /// have, sends each its sentinel and waits until all have ended.
  asio::awaitable<void> drain();

  /// Kills the workers.
  void kill_workers();

  std::vector<WorkerView> workers() const;
  const DispatcherCounts& counts() const { return counts_; }

 private:
  using Place = WorkerPlace;

  asio::awaitable<void> keep_place(std::shared_ptr<Place> place);
  asio::awaitable<void> serve(std::shared_ptr<Place> place);
  void after_death(Place& place, const std::string& how);
  void take_no_more();

  asio::any_io_executor executor_;
  TaskTable& table_;
  Queues& queues_;
  StartWorker start_worker_;
  std::vector<std::shared_ptr<Place>> places_;
  std::vector<course::Task<void>> running_;
  DispatcherCounts counts_;
  bool draining_ = false;
  bool keep_tasks_ = false;  ///< of workers that are stopped
  course::RandomSource random_;
};

}  // namespace task_server
