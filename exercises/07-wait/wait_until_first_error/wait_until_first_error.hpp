#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <course/task.hpp>
#include <vector>

namespace asio = boost::asio;

/// How far the installations are.
struct Rollout {
  /// The tasks that have ended, in the order in which they ended; those
  /// that had ended before the call come first.
  std::vector<course::Task<int>> done;
  /// The tasks that still run, in the order of the input.
  std::vector<course::Task<int>> pending;
};

/// Waits until a task throws or returns 500 or more, until all have ended,
/// or until `limit` has passed, whatever comes first. It cancels no task
/// and throws no exception of a task.
///
/// @param tasks  the running installations; there may be none
/// @param limit  the longest time it takes, counted from the call
asio::awaitable<Rollout> wait_until_first_error(
    std::vector<course::Task<int>> tasks, std::chrono::milliseconds limit);
