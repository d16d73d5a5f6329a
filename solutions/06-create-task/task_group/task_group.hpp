#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>
#include <course/task.hpp>
#include <exception>
#include <stdexcept>
#include <utility>
#include <vector>

namespace asio = boost::asio;

/// Jobs that end together, like asyncio.TaskGroup: the first failure
/// cancels the others. It is used on one loop, by one thread, and it
/// outlives its jobs.
class TaskGroup {
 public:
  /// @param executor  where the jobs run
  // BEGIN SOLUTION
  // STUB: explicit TaskGroup(const asio::any_io_executor& executor) {}
  explicit TaskGroup(const asio::any_io_executor& executor)
      : executor_(executor) {}
  // END SOLUTION

  /// Hands the job to the loop, which starts it on its next turn.
  void start(asio::awaitable<void> job) {
    // BEGIN SOLUTION
    // STUB: // Hand the job to the loop, and watch how it ends.
    // STUB: throw std::logic_error("task_group is not written yet");
    tasks_.push_back(
        course::create_task(executor_, watched(std::move(job))));
    // END SOLUTION
  }

  /// Waits until all jobs have ended, those that are started meanwhile too.
  ///
  /// Errors: the first exception that a job has thrown, once all have
  /// ended.
  ///
  /// Cancellation: cancels all jobs, waits until they have ended, and
  /// throws `operation_aborted`.
  asio::awaitable<void> wait() {
    // BEGIN SOLUTION
    // STUB: // Wait for all of them; then tell how it went.
    // STUB: throw std::logic_error("task_group is not written yet");
    bool cancelled = false;
    for (std::size_t i = 0; i < tasks_.size(); ++i) {  // it may grow
      const course::Task<void> task = tasks_[i];
      try {
        co_await task.wait();
      } catch (const boost::system::system_error&) {
        cancelled = true;
      }
      if (!task.done()) {  // the caller was cancelled, and waits on
        cancel_all();
        co_await asio::this_coro::reset_cancellation_state(
            asio::disable_cancellation());
        co_await task.wait();
      }
    }
    if (error_) {
      std::rethrow_exception(error_);
    }
    if (cancelled) {
      throw boost::system::system_error(asio::error::operation_aborted);
    }
    // END SOLUTION
  }
  // BEGIN SOLUTION

 private:
  /// Runs a job, and tells the others if it fails.
  asio::awaitable<void> watched(asio::awaitable<void> job) {
    try {
      co_await std::move(job);
    } catch (const boost::system::system_error& error) {
      if (error.code() != asio::error::operation_aborted) {
        failed();
      }
    } catch (...) {
      failed();
    }
  }

  /// Called in a handler of the job's exception.
  void failed() {
    if (!error_) {
      error_ = std::current_exception();
      cancel_all();
    }
  }

  /// Once: a second cancellation would cut off the clean-up of a job.
  void cancel_all() {
    if (!std::exchange(stopping_, true)) {
      for (auto& task : tasks_) {
        task.cancel();
      }
    }
  }

  asio::any_io_executor executor_;
  std::vector<course::Task<void>> tasks_;
  std::exception_ptr error_;  ///< the first failure
  bool stopping_ = false;
  // END SOLUTION
};
