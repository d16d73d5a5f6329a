// check: WaitUntilFirstError.StopsAtTheLimit
// diagnosis: no-limit
// Waits for each end as long as it takes.
#include <course/wait.hpp>
#include <utility>

#include "wait_until_first_error.hpp"

namespace {

asio::awaitable<bool> went_wrong(course::Task<int> task) {
  co_return task.exception() || co_await task.get() >= 500;
}

}  // namespace

asio::awaitable<Rollout> wait_until_first_error(
    std::vector<course::Task<int>> tasks,
    std::chrono::milliseconds /*limit*/) {
  Rollout rollout;
  rollout.pending = std::move(tasks);
  bool error = false;
  while (!rollout.pending.empty() && !error) {
    auto [done, pending] = co_await course::wait(
        rollout.pending, course::ReturnWhen::first_completed);
    rollout.pending = std::move(pending);
    for (const auto& task : done) {
      rollout.done.push_back(task);
      error = co_await went_wrong(task) || error;
    }
  }
  co_return rollout;
}
