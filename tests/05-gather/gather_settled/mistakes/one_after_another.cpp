// check: GatherSettled.RunsTheJobsTogether
// diagnosis: one-after-another
// Awaits each job where it is started, as one would with a for loop in
// Python.
#include "gather_settled.hpp"

asio::awaitable<std::vector<Outcome>> gather_settled(
    std::vector<Job> jobs) {
  std::vector<Outcome> outcomes;
  for (Job& job : jobs) {
    Outcome outcome;
    try {
      outcome.value = co_await job();
    } catch (...) {
      outcome.error = std::current_exception();
    }
    outcomes.push_back(outcome);
  }
  co_return outcomes;
}
