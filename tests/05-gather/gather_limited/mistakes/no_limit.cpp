// check: GatherLimited.RunsNoMoreThanTheLimit
// diagnosis: no-limit
// Plain gather: the limit is never looked at.
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
  std::vector<asio::awaitable<int>> running;
  for (Job& job : jobs) {
    running.push_back(run(std::move(job)));
  }
  co_return co_await course::gather(std::move(running));
}
