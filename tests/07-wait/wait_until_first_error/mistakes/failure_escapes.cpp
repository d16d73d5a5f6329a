// check: WaitUntilFirstError.StopsAtAFailure
// diagnosis: failure-escapes
// Asks each task for its answer, also one that has failed.
#include <course/wait.hpp>
#include <utility>

#include "wait_until_first_error.hpp"

asio::awaitable<Rollout> wait_until_first_error(
    std::vector<course::Task<int>> tasks, std::chrono::milliseconds limit) {
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + limit;
  Rollout rollout;
  rollout.pending = std::move(tasks);
  bool error = false;
  while (!rollout.pending.empty() && !error && Clock::now() < deadline) {
    auto [done, pending] = co_await course::wait(
        rollout.pending, course::ReturnWhen::first_completed,
        deadline - Clock::now());
    rollout.pending = std::move(pending);
    for (const auto& task : done) {
      rollout.done.push_back(task);
      error = co_await task.get() >= 500 || error;
    }
  }
  co_return rollout;
}
