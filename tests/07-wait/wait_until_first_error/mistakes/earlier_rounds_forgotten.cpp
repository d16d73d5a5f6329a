// check: WaitUntilFirstError.StopsAtABadAnswer
// diagnosis: earlier-rounds-forgotten
// Keeps what the last round has returned.
#include <course/wait.hpp>
#include <utility>

#include "wait_until_first_error.hpp"

namespace {

asio::awaitable<bool> went_wrong(course::Task<int> task) {
  co_return task.exception() || co_await task.get() >= 500;
}

}  // namespace

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
    rollout.done = done;
    for (const auto& task : done) {
      error = co_await went_wrong(task) || error;
    }
  }
  co_return rollout;
}
