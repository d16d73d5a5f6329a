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
  explicit TaskGroup(const asio::any_io_executor& executor) {}

  /// Hands the job to the loop, which starts it on its next turn.
  void start(asio::awaitable<void> job) {
    // Hand the job to the loop, and watch how it ends.
    throw std::logic_error("task_group is not written yet");
  }

  /// Waits until all jobs have ended, those that are started meanwhile too.
  ///
  /// Errors: the first exception that a job has thrown, once all have
  /// ended.
  ///
  /// Cancellation: cancels all jobs, waits until they have ended, and
  /// throws `operation_aborted`.
  asio::awaitable<void> wait() {
    // Wait for all of them; then tell how it went.
    throw std::logic_error("task_group is not written yet");
  }
};
