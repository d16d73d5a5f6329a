#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <string>

/// Jobs that a check hands to a student's function: they wait, tell the
/// story and record their lives.
namespace course::testing {

/// What a job does: it computes for `work`, waits for `wait`, and then
/// returns `result`, or throws std::runtime_error(`fails_with`).
struct JobPlan {
  std::string name;
  std::chrono::nanoseconds wait{0};
  int result = 0;
  std::string fails_with = {};
  std::chrono::nanoseconds work{0};
};

/// The coroutine of one job. It adds "NAME starts" and "NAME returns 1" (or
/// "NAME fails: …", "NAME is cancelled", "NAME is destroyed") to the story
/// and its intervals to the trace of the running check.
boost::asio::awaitable<int> job(JobPlan plan);

/// A function that starts the job when it is called, as exercises take it.
std::function<boost::asio::awaitable<int>()> deferred_job(JobPlan plan);

/// Waits for `duration` on a timer of the current executor.
boost::asio::awaitable<void> pause(std::chrono::nanoseconds duration);

}  // namespace course::testing
