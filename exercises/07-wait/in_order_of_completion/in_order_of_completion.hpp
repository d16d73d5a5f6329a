#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <vector>

namespace asio = boost::asio;

/// A function that starts one job when it is called. The job may refer to
/// it: the function must outlive the job.
using Job = std::function<asio::awaitable<int>()>;

/// What is done with one result. It may take its time.
using Handle = std::function<asio::awaitable<void>(int result)>;

/// Runs all jobs at the same time and awaits `handle` for each result, in
/// the order in which the jobs end, one at a time.
///
/// The exception of a job is thrown when its turn comes; then nothing more
/// is handled, and the other jobs run on.
///
/// @param jobs    the jobs; there may be none
/// @param handle  what is done with each result
asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle);
