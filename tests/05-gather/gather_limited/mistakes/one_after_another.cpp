// check: GatherLimited.StartsTheNextWhenOneEnds
// diagnosis: one-after-another
// Never more than the limit, because never more than one.
#include "gather_limited.hpp"

asio::awaitable<std::vector<int>> gather_limited(std::vector<Job> jobs,
                                                 std::size_t limit) {
  std::vector<int> results;
  for (Job& job : jobs) {
    results.push_back(co_await job());
  }
  co_return results;
}
