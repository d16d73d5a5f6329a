// check: FirstErrorCancels.RunsTheJobsTogether
// diagnosis: one-after-another
// Awaits each job where it is made.
#include "first_error_cancels.hpp"

asio::awaitable<std::vector<int>> first_error_cancels(
    std::vector<Job> jobs) {
  std::vector<int> results;
  for (const Job& job : jobs) {
    results.push_back(co_await job());
  }
  co_return results;
}
