// check: InOrderOfCompletion.HandlesEachResultAtOnce
// diagnosis: waits-for-all
// A group that waits for all tells the order of the ends, too late.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "in_order_of_completion.hpp"

asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle) {
  if (jobs.empty()) {
    co_return;
  }
  auto executor = co_await asio::this_coro::executor;
  auto start = [&](const Job& job) {
    return asio::co_spawn(executor, job(), asio::deferred);
  };
  std::vector<decltype(start(jobs.front()))> running;
  for (const Job& job : jobs) {
    running.push_back(start(job));
  }
  auto [order, errors, results] =
      co_await asio::experimental::make_parallel_group(std::move(running))
          .async_wait(asio::experimental::wait_for_all(),
                      asio::use_awaitable);
  for (const std::size_t i : order) {
    if (errors[i]) {
      std::rethrow_exception(errors[i]);
    }
    co_await handle(results[i]);
  }
}
