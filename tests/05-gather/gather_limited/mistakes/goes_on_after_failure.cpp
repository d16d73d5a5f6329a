// check: GatherLimited.StartsNothingAfterAFailure
// diagnosis: goes-on-after-failure
// One worker throws; the others do not hear of it and take the next job.
#include <algorithm>
#include <course/gather.hpp>
#include <memory>
#include <utility>

#include "gather_limited.hpp"

namespace {

struct Work {
  std::vector<Job> jobs;
  std::vector<int> results;
  std::size_t next = 0;
};

asio::awaitable<void> worker(std::shared_ptr<Work> work) {
  while (work->next < work->jobs.size()) {
    const std::size_t i = work->next++;
    work->results[i] = co_await work->jobs[i]();
  }
}

}  // namespace

asio::awaitable<std::vector<int>> gather_limited(std::vector<Job> jobs,
                                                 std::size_t limit) {
  const std::size_t count = jobs.size();
  const auto work = std::make_shared<Work>(
      Work{.jobs = std::move(jobs), .results = std::vector<int>(count)});
  std::vector<asio::awaitable<void>> workers;
  for (std::size_t i = 0; i < std::min(limit, count); ++i) {
    workers.push_back(worker(work));
  }
  co_await course::gather(std::move(workers));
  co_return work->results;
}
