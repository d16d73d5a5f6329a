#pragma once

#include <boost/asio/awaitable.hpp>
#include <course/process_pool.hpp>
#include <cstddef>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace asio = boost::asio;

/// A function that examines one file, in a worker process.
using Scan = course::PoolFunction<int(std::string)>;

/// How one scan ended: with a value or with an exception.
struct Finding {
  std::size_t index;  ///< which of the files it was
  std::optional<int> value;
  std::exception_ptr error;
};

/// Scans all files in the workers of the pool and hands over each finding
/// as soon as it is there, like concurrent.futures.as_completed.
///
/// @param pool        the workers; it lives until the function has returned
/// @param scan        what to call for each file
/// @param files       their names; there may be none
/// @param on_finding  called once for each file, in the order in which the
///                    scans end; it does not throw
asio::awaitable<void> pool_as_completed(
    course::ProcessPool& pool, Scan scan, std::vector<std::string> files,
    std::function<void(Finding)> on_finding);
