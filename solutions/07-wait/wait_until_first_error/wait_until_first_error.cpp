#include "wait_until_first_error.hpp"

#include <algorithm>
#include <course/wait.hpp>
#include <stdexcept>
#include <utility>

// BEGIN SOLUTION
namespace {

/// Whether `task`, which has ended, went wrong.
asio::awaitable<bool> went_wrong(course::Task<int> task) {
  co_return task.exception() != nullptr || co_await task.get() >= 500;
}

}  // namespace

// END SOLUTION
asio::awaitable<Rollout> wait_until_first_error(
    std::vector<course::Task<int>> tasks, std::chrono::milliseconds limit) {
  // BEGIN SOLUTION
  // STUB: // Wait for the first task that goes wrong, or for all of them.
  // STUB: throw std::logic_error(
  // STUB:     "wait_until_first_error "
  // STUB:     "is not written yet");
  using Clock = std::chrono::steady_clock;
  const auto deadline = Clock::now() + limit;
  Rollout rollout{.done = {}, .pending = std::move(tasks)};
  bool error = false;
  while (!rollout.pending.empty() && !error && Clock::now() < deadline) {
    auto [done, pending] = co_await course::wait(
        rollout.pending, course::ReturnWhen::first_completed,
        deadline - Clock::now());
    rollout.pending = std::move(pending);
    for (const auto& task : done) {
      rollout.done.push_back(task);
      error = error || co_await went_wrong(task);
    }
  }
  co_return rollout;
  // END SOLUTION
}
