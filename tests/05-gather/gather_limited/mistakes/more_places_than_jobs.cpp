// check: GatherLimited.RunsFewJobsTogether
// diagnosis: more-places-than-jobs
// Starts `limit` workers, and each begins with a job.
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
  do {
    const std::size_t i = work->next++;
    const int result = co_await work->jobs.at(i)();
    work->results.at(i) = result;
  } while (work->next < work->jobs.size());
}

}  // namespace

asio::awaitable<std::vector<int>> gather_limited(std::vector<Job> jobs,
                                                 std::size_t limit) {
  const std::size_t count = jobs.size();
  const auto work = std::make_shared<Work>(
      Work{.jobs = std::move(jobs), .results = std::vector<int>(count)});
  std::vector<asio::awaitable<void>> workers;
  for (std::size_t i = 0; i < limit; ++i) {
    workers.push_back(worker(work));
  }
  co_await course::gather(std::move(workers));
  co_return work->results;
}
