// check: FirstErrorCancels.DropsFailuresOfTheCleanUp
// diagnosis: last-failure-thrown
// Knows a cancellation from a failure, and throws the last failure.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "first_error_cancels.hpp"

namespace {

bool is_cancellation(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const boost::system::system_error& known) {
    return known.code() == asio::error::operation_aborted;
  } catch (...) {
    return false;
  }
}

}  // namespace

asio::awaitable<std::vector<int>> first_error_cancels(
    std::vector<Job> jobs) {
  if (jobs.empty()) {
    co_return std::vector<int>{};
  }
  const auto executor = co_await asio::this_coro::executor;
  const auto start = [&](const Job& job) {
    return asio::co_spawn(executor, job(), asio::deferred);
  };
  std::vector<decltype(start(jobs.front()))> running;
  for (const Job& job : jobs) {
    running.push_back(start(job));
  }
  const auto [order, errors, results] =
      co_await asio::experimental::make_parallel_group(std::move(running))
          .async_wait(asio::experimental::wait_for_one_error(),
                      asio::use_awaitable);
  std::exception_ptr reason;
  for (const std::size_t i : order) {
    if (errors[i] && (!reason || !is_cancellation(errors[i]))) {
      reason = errors[i];
    }
  }
  if (reason) {
    std::rethrow_exception(reason);
  }
  co_return results;
}
