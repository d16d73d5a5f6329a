// check: GatherSettled.KeepsSeveralFailuresApart
// diagnosis: one-error-for-all
// Remembers the last error in one variable and gives it to all failed jobs.
#include <course/gather.hpp>
#include <utility>

#include "gather_settled.hpp"

namespace {

asio::awaitable<Outcome> settle(Job job, std::exception_ptr& last_error) {
  Outcome outcome;
  try {
    outcome.value = co_await job();
  } catch (...) {
    last_error = std::current_exception();
  }
  co_return outcome;
}

}  // namespace

asio::awaitable<std::vector<Outcome>> gather_settled(
    std::vector<Job> jobs) {
  std::exception_ptr last_error;
  std::vector<asio::awaitable<Outcome>> settling;
  for (Job& job : jobs) {
    settling.push_back(settle(std::move(job), last_error));
  }
  std::vector<Outcome> outcomes =
      co_await course::gather(std::move(settling));
  for (Outcome& outcome : outcomes) {
    if (!outcome.value) {
      outcome.error = last_error;
    }
  }
  co_return outcomes;
}
