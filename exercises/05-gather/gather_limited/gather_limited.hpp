#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <functional>
#include <vector>

namespace asio = boost::asio;

/// A function that starts one job when it is called. The job may refer to
/// it: the function must outlive the job.
using Job = std::function<asio::awaitable<int>()>;

/// Runs all jobs, at most `limit` of them at the same time, and starts them
/// in their order.
///
/// The first exception of a job is thrown as soon as it happens; no further
/// job starts, and those that run run on.
///
/// @param jobs   the jobs; there may be none
/// @param limit  how many may run at the same time, at least 1
/// @return one result for each job, in the order of `jobs`
asio::awaitable<std::vector<int>> gather_limited(std::vector<Job> jobs,
                                                 std::size_t limit);
