// check: GatherSettled.ReportsAFailureAsAnOutcome
// diagnosis: failures-dropped
// Runs the jobs together but keeps only those that succeed.
#include <course/gather.hpp>
#include <utility>

#include "gather_settled.hpp"

namespace {

asio::awaitable<Outcome> settle(Job job) {
  Outcome outcome;
  try {
    outcome.value = co_await job();
  } catch (...) {
    outcome.value.reset();
  }
  co_return outcome;
}

}  // namespace

asio::awaitable<std::vector<Outcome>> gather_settled(
    std::vector<Job> jobs) {
  std::vector<asio::awaitable<Outcome>> settling;
  for (Job& job : jobs) {
    settling.push_back(settle(std::move(job)));
  }
  std::vector<Outcome> outcomes =
      co_await course::gather(std::move(settling));
  std::erase_if(outcomes, [](const Outcome& outcome) {
    return !outcome.value.has_value();
  });
  co_return outcomes;
}
