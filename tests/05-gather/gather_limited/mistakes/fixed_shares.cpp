// check: GatherLimited.StartsTheNextWhenOneEnds
// diagnosis: fixed-shares
// Deals the jobs out like cards: worker k gets jobs k, k + limit, ...
#include <algorithm>
#include <course/gather.hpp>
#include <memory>
#include <utility>

#include "gather_limited.hpp"

namespace {

struct Work {
  std::vector<Job> jobs;
  std::vector<int> results;
  bool failed = false;
};

asio::awaitable<void> worker(std::shared_ptr<Work> work, std::size_t first,
                             std::size_t step) {
  for (std::size_t i = first; i < work->jobs.size() && !work->failed;
       i += step) {
    try {
      work->results[i] = co_await work->jobs[i]();
    } catch (...) {
      work->failed = true;
      throw;
    }
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
    workers.push_back(worker(work, i, limit));
  }
  co_await course::gather(std::move(workers));
  co_return work->results;
}
