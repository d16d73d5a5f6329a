#pragma once

#include <boost/asio/awaitable.hpp>
#include <exception>
#include <functional>
#include <optional>
#include <vector>

namespace asio = boost::asio;

/// A function that starts one job when it is called.
using Job = std::function<asio::awaitable<int>()>;

/// How one job ended: with a value or with an exception, never with both.
struct Outcome {
  std::optional<int> value;
  std::exception_ptr error;
};

/// Runs all jobs at the same time and reports how each of them ended, like
/// asyncio.gather(*jobs, return_exceptions=True).
///
/// @param jobs  the jobs; there may be none
/// @return one outcome for each job, in the order of `jobs`
asio::awaitable<std::vector<Outcome>> gather_settled(std::vector<Job> jobs);
