// check: InOrderOfCompletion.HandlesOneAtATime
// diagnosis: handles-overlap
// Each job handles its own result.
#include <course/gather.hpp>
#include <utility>

#include "in_order_of_completion.hpp"

namespace {

asio::awaitable<void> run(Job job, Handle handle) {
  co_await handle(co_await job());
}

}  // namespace

asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle) {
  std::vector<asio::awaitable<void>> running;
  for (const Job& job : jobs) {
    running.push_back(run(job, handle));
  }
  co_await course::gather(std::move(running));
}
