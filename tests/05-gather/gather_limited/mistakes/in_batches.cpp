// check: GatherLimited.StartsTheNextWhenOneEnds
// diagnosis: in-batches
// Gathers `limit` jobs, then the next `limit` jobs, and so on.
#include <algorithm>
#include <course/gather.hpp>
#include <utility>

#include "gather_limited.hpp"

namespace {

asio::awaitable<int> run(Job job) {
  co_return co_await job();
}

}  // namespace

asio::awaitable<std::vector<int>> gather_limited(std::vector<Job> jobs,
                                                 std::size_t limit) {
  std::vector<int> results;
  for (std::size_t begin = 0; begin < jobs.size(); begin += limit) {
    const std::size_t end = std::min(begin + limit, jobs.size());
    std::vector<asio::awaitable<int>> batch;
    for (std::size_t i = begin; i < end; ++i) {
      batch.push_back(run(std::move(jobs[i])));
    }
    for (const int result : co_await course::gather(std::move(batch))) {
      results.push_back(result);
    }
  }
  co_return results;
}
