#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <vector>

namespace asio = boost::asio;

/// A function that starts one job when it is called. The job may refer to
/// it: the function must outlive the job.
using Job = std::function<asio::awaitable<int>()>;

/// Runs all jobs at the same time. The first failure cancels the others,
/// and is thrown when all of them have ended.
///
/// Cancelling the caller cancels all jobs; `operation_aborted` is thrown
/// when they have ended.
///
/// @param jobs  the jobs; there may be none
/// @return one result for each job, in the order of `jobs`
asio::awaitable<std::vector<int>> first_error_cancels(
    std::vector<Job> jobs);
