// check: GatherSettled.ReportsAFailureAsAnOutcome
// diagnosis: error-escapes
// Plain gather, its values wrapped: right until the first job fails.
#include <course/gather.hpp>

#include "gather_settled.hpp"

asio::awaitable<std::vector<Outcome>> gather_settled(
    std::vector<Job> jobs) {
  std::vector<asio::awaitable<int>> running;
  for (Job& job : jobs) {
    running.push_back(job());
  }
  std::vector<Outcome> outcomes;
  for (const int value : co_await course::gather(std::move(running))) {
    outcomes.push_back({.value = value, .error = nullptr});
  }
  co_return outcomes;
}
