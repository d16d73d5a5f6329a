// check: GatherLimited.KeepsAliveWhatStillRuns
// diagnosis: dies-with-the-caller
// The workers share what they need by reference to the caller's variables.
#include <algorithm>
#include <course/gather.hpp>
#include <utility>

#include "gather_limited.hpp"

namespace {

struct Work {
  std::vector<Job> jobs;
  std::vector<int> results;
  std::size_t next = 0;
};

asio::awaitable<void> worker(Work& work) {
  while (work.next < work.jobs.size()) {
    const std::size_t i = work.next++;
    try {
      work.results[i] = co_await work.jobs[i]();
    } catch (...) {
      work.next = work.jobs.size();
      throw;
    }
  }
}

}  // namespace

asio::awaitable<std::vector<int>> gather_limited(std::vector<Job> jobs,
                                                 std::size_t limit) {
  const std::size_t count = jobs.size();
  Work work{.jobs = std::move(jobs), .results = std::vector<int>(count)};
  std::vector<asio::awaitable<void>> workers;
  for (std::size_t i = 0; i < std::min(limit, count); ++i) {
    workers.push_back(worker(work));
  }
  co_await course::gather(std::move(workers));
  co_return work.results;
}
