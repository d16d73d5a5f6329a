// check: GatherSettled.RunsTheJobsTogether
// verdict: blocked_loop
// Asks futures for their values on the thread that would have to run the
// jobs: future.get() never returns.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

#include "gather_settled.hpp"

asio::awaitable<std::vector<Outcome>> gather_settled(
    std::vector<Job> jobs) {
  auto executor = co_await asio::this_coro::executor;
  std::vector<std::future<int>> futures;
  for (Job& job : jobs) {
    futures.push_back(asio::co_spawn(executor, job(), asio::use_future));
  }
  std::vector<Outcome> outcomes(jobs.size());
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    try {
      outcomes[i].value = futures[i].get();
    } catch (...) {
      outcomes[i].error = std::current_exception();
    }
  }
  co_return outcomes;
}
