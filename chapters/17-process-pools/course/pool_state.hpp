/// @file
/// @brief Which worker runs which task: the inside of a ProcessPool.
#pragma once

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <course/future.hpp>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "pool_task.hpp"
#include "worker_process.hpp"

namespace course {

/// How a pool works.
struct PoolOptions {
  /// Processes at one time, 1 or more.
  std::size_t max_workers = 1;
  /// Tasks that a worker has at one time: the one that runs, and those that
  /// wait in its socket. More than 1 spares the way to the parent and back
  /// between small tasks, and lets a task wait behind a long one while
  /// another worker is free.
  std::size_t tasks_per_worker = 1;
  /// How often a task is run again when its worker has died. Only for tasks
  /// that may be run twice.
  int reruns = 0;
};

namespace detail {

/// One worker and what it has to do. Answers come in the order of requests.
struct PoolWorker {
  std::shared_ptr<WorkerProcess> process;
  std::deque<std::unique_ptr<PoolTask>> tasks;  ///< the first one runs
  bool ready = false;  ///< it has said that it is there
};

/// What the pool shares with the coroutines that read from its workers.
class PoolState : public std::enable_shared_from_this<PoolState> {
 public:
  PoolState(asio::any_io_executor executor, PoolOptions options)
      : executor_(std::move(executor)),
        options_(options),
        all_done_(executor_) {
    if (is_worker()) {
      throw std::logic_error(
          "a worker makes no pool of its own: main must begin with "
          "if (course::is_worker()) return course::run_worker();");
    }
    if (options_.max_workers == 0 || options_.tasks_per_worker == 0) {
      throw std::invalid_argument(
          "a pool needs a worker, and a worker a task");
    }
  }

  const asio::any_io_executor& executor() const { return executor_; }

  std::vector<pid_t> worker_ids() const {
    std::vector<pid_t> ids;
    for (const auto& worker : workers_) {
      ids.push_back(worker->process->id());
    }
    return ids;
  }

  void submit(std::unique_ptr<PoolTask> task) {
    if (closing_) {
      throw std::logic_error("the pool is shut down");
    }
    if (broken_) {
      std::rethrow_exception(broken_);
    }
    waiting_.push_back(std::move(task));
    try {
      hand_out();
    } catch (...) {
      waiting_.pop_back();  // no worker, and no room for one
      throw;
    }
  }

  /// Takes no more tasks, and ends the workers when all is done.
  void close() {
    closing_ = true;
    finish_if_done();
  }

  void cancel_waiting() {
    for (const auto& task : std::exchange(waiting_, {})) {
      task->cancel();
    }
  }

  Future<void> all_done() const { return all_done_; }

  /// Ends everything at once, whatever it is doing.
  void abandon() {
    closing_ = true;
    cancel_waiting();
    for (const auto& worker : std::exchange(workers_, {})) {
      for (const auto& task : worker->tasks) {
        task->cancel();
      }
      worker->tasks.clear();
      worker->process->end_now();
    }
    finish_if_done();
  }

 private:
  using Worker = std::shared_ptr<PoolWorker>;

  /// Workers in a row that may end before they are ready.
  static constexpr int most_failed_starts = 3;

  // [process-hand-out]
  /// Gives waiting tasks to workers that have room, and starts workers
  /// while all are busy and there may be more.
  void hand_out() {
    while (!waiting_.empty()) {
      if (!waiting_.front()->wanted()) {
        waiting_.pop_front();  // cancelled: it never starts
        continue;
      }
      Worker worker = least_busy();
      if ((!worker || !worker->tasks.empty()) &&
          workers_.size() < options_.max_workers) {
        worker = start_worker_or(std::move(worker));
      }
      if (worker->tasks.size() == options_.tasks_per_worker) {
        return;
      }
      worker->process->send(waiting_.front()->request);
      worker->tasks.push_back(std::move(waiting_.front()));
      waiting_.pop_front();
    }
  }
  // [process-hand-out]

  /// The worker with the fewest tasks; of equals, one that is ready.
  Worker least_busy() const {
    const auto best =
        std::min_element(workers_.begin(), workers_.end(),
                         [](const Worker& a, const Worker& b) {
                           return std::pair(a->tasks.size(), !a->ready) <
                                  std::pair(b->tasks.size(), !b->ready);
                         });
    return best == workers_.end() ? nullptr : *best;
  }

  /// A new worker; if there is no room for one, the old one, if any.
  Worker start_worker_or(Worker old) {
    try {
      return start_worker();
    } catch (const std::system_error&) {
      if (!old) {
        throw;
      }
      return old;
    }
  }

  Worker start_worker() {
    auto worker = std::make_shared<PoolWorker>();
    worker->process = std::make_shared<WorkerProcess>(executor_);
    workers_.push_back(worker);
    asio::co_spawn(executor_, look_after(shared_from_this(), worker),
                   asio::detached);
    return worker;
  }

  // [process-look-after]
  /// Reads the answers of one worker until it ends, and then sees to it
  /// that it is gone.
  static asio::awaitable<void> look_after(std::shared_ptr<PoolState> pool,
                                          Worker worker) {
    try {
      while (const auto answer = co_await worker->process->read()) {
        pool->answered(*worker, *answer);
      }
    } catch (const std::exception&) {
      // Half a frame, or nonsense: the worker is no use any more.
      worker->process->kill();
    }
    if (!pool->closing_ || !worker->tasks.empty()) {
      worker->process->kill();
    }
    const ExitStatus how = co_await worker->process->wait();
    pool->ended(worker, how);
  }
  // [process-look-after]

  void answered(PoolWorker& worker, std::string_view answer) {
    if (!worker.ready) {
      worker.ready = true;
      failed_starts_ = 0;
      return;
    }
    if (worker.tasks.empty() || answer.empty()) {
      throw std::logic_error("an answer to no question");
    }
    const auto task = std::move(worker.tasks.front());
    worker.tasks.pop_front();
    task->answered(answer);
    hand_out();
    finish_if_done();
  }

  // [process-ended]
  /// A worker is gone. The task that it was at has failed, or is run again;
  /// those behind it have not begun, and are given to others.
  void ended(const Worker& worker, ExitStatus how) {
    std::erase(workers_, worker);
    auto tasks = std::exchange(worker->tasks, {});
    if (worker->ready && !tasks.empty() &&
        tasks.front()->deaths++ >= options_.reruns) {
      tasks.front()->fail(
          std::make_exception_ptr(WorkerDied(worker->process->id(), how)));
      tasks.pop_front();
    }
    for (; !tasks.empty(); tasks.pop_back()) {
      waiting_.push_front(std::move(tasks.back()));
    }
    replace(*worker, how);
    finish_if_done();
  }
  // [process-ended]

  void replace(const PoolWorker& dead, ExitStatus how) {
    if (!dead.ready && !closing_ &&
        ++failed_starts_ >= most_failed_starts) {
      give_up(std::make_exception_ptr(PoolBroken(how)));
    }
    if (broken_) {
      return;
    }
    try {
      hand_out();
      if (!closing_ && workers_.size() < options_.max_workers) {
        start_worker();
      }
    } catch (const std::system_error&) {
      // No room for a process now; with no worker left, nobody asks again.
      if (workers_.empty()) {
        give_up(std::current_exception());
      }
    }
  }

  void give_up(std::exception_ptr why) {
    broken_ = std::move(why);
    for (const auto& task : std::exchange(waiting_, {})) {
      task->fail(broken_);
    }
  }

  // [process-finish]
  /// When all is done and nothing will come, the workers are told so; when
  /// the last of them is gone, so is the pool.
  void finish_if_done() {
    const bool idle = std::all_of(
        workers_.begin(), workers_.end(),
        [](const Worker& worker) { return worker->tasks.empty(); });
    if (!closing_ || !waiting_.empty() || !idle) {
      return;
    }
    for (const Worker& worker : workers_) {
      worker->process->close();
    }
    if (workers_.empty() && !all_done_.done()) {
      all_done_.set_result();
    }
  }
  // [process-finish]

  asio::any_io_executor executor_;
  PoolOptions options_;
  std::vector<Worker> workers_;
  std::deque<std::unique_ptr<PoolTask>> waiting_;
  Future<void> all_done_;
  std::exception_ptr broken_;
  int failed_starts_ = 0;
  bool closing_ = false;
};

}  // namespace detail

}  // namespace course
