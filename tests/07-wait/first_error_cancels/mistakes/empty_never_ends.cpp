// check: FirstErrorCancels.ReturnsAtOnceWithoutJobs
// diagnosis: empty-never-ends
// Gives the parallel group whatever there is, also nothing.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "first_error_cancels.hpp"

asio::awaitable<std::vector<int>> first_error_cancels(
    std::vector<Job> jobs) {
  const auto executor = co_await asio::this_coro::executor;
  const auto start = [&](const Job& job) {
    return asio::co_spawn(executor, job(), asio::deferred);
  };
  std::vector<decltype(start(Job()))> running;
  for (const Job& job : jobs) {
    running.push_back(start(job));
  }
  const auto [order, errors, results] =
      co_await asio::experimental::make_parallel_group(std::move(running))
          .async_wait(asio::experimental::wait_for_one_error(),
                      asio::use_awaitable);
  for (const std::size_t i : order) {
    if (errors[i]) {
      std::rethrow_exception(errors[i]);
    }
  }
  co_return results;
}
