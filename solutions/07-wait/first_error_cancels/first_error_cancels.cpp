#include "first_error_cancels.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>
#include <utility>

asio::awaitable<std::vector<int>> first_error_cancels(
    std::vector<Job> jobs) {
  // BEGIN SOLUTION
  // STUB: // Run all jobs; when one fails, stop the others and say why.
  // STUB: throw std::logic_error("first_error_cancels is not written yet");
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
  // The first one in time is the reason; the others were cancelled for it.
  for (const std::size_t i : order) {
    if (errors[i]) {
      std::rethrow_exception(errors[i]);
    }
  }
  co_return results;
  // END SOLUTION
}
