// check: FirstErrorCancels.ThrowsTheReason
// diagnosis: first-end-only
// Takes the first end for the one that stopped the others.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "first_error_cancels.hpp"

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
  if (errors[order.front()]) {
    std::rethrow_exception(errors[order.front()]);
  }
  co_return results;
}
