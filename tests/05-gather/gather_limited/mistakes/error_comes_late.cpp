// check: GatherLimited.ThrowsTheFirstExceptionAtOnce
// diagnosis: error-comes-late
// Keeps the first exception and throws it when all workers are done.
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
  std::exception_ptr error;
};

asio::awaitable<void> worker(std::shared_ptr<Work> work) {
  while (work->next < work->jobs.size() && !work->error) {
    const std::size_t i = work->next++;
    try {
      work->results[i] = co_await work->jobs[i]();
    } catch (...) {
      work->error = std::current_exception();
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
    workers.push_back(worker(work));
  }
  co_await course::gather(std::move(workers));
  if (work->error) {
    std::rethrow_exception(work->error);
  }
  co_return work->results;
}
