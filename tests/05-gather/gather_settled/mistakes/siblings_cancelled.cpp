// check: GatherSettled.LetsTheOthersFinish
// diagnosis: siblings-cancelled
// A parallel group with the wrong condition: the first error ends it.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "gather_settled.hpp"

asio::awaitable<std::vector<Outcome>> gather_settled(
    std::vector<Job> jobs) {
  if (jobs.empty()) {
    co_return std::vector<Outcome>{};
  }
  auto executor = co_await asio::this_coro::executor;
  auto start = [&](Job& job) {
    return asio::co_spawn(executor, job(), asio::deferred);
  };
  std::vector<decltype(start(jobs.front()))> operations;
  for (Job& job : jobs) {
    operations.push_back(start(job));
  }
  auto [order, errors, values] =
      co_await asio::experimental::make_parallel_group(
          std::move(operations))
          .async_wait(asio::experimental::wait_for_one_error(),
                      asio::use_awaitable);
  std::vector<Outcome> outcomes(jobs.size());
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    outcomes[i].error = errors[i];
    if (!errors[i]) {
      outcomes[i].value = values[i];
    }
  }
  co_return outcomes;
}
