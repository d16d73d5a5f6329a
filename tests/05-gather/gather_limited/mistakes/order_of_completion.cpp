// check: GatherLimited.KeepsTheOrderOfItsInput
// diagnosis: order-of-completion
// The workers append their results to a common vector.
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
    const int result = co_await work->jobs[i]();
    work->results.push_back(result);
  }
}

}  // namespace

asio::awaitable<std::vector<int>> gather_limited(std::vector<Job> jobs,
                                                 std::size_t limit) {
  const std::size_t workers = std::min(limit, jobs.size());
  const auto work = std::make_shared<Work>();
  work->jobs = std::move(jobs);
  std::vector<asio::awaitable<void>> running;
  for (std::size_t i = 0; i < workers; ++i) {
    running.push_back(worker(work));
  }
  co_await course::gather(std::move(running));
  co_return work->results;
}
