// check: WaitUntilFirstError.SeesAnErrorOfTheFirstRound
// diagnosis: 500-passes
// An error is an answer above 500.
#include <chrono>
#include <course/wait.hpp>
#include <utility>

#include "wait_until_first_error.hpp"

using Clock = std::chrono::steady_clock;

asio::awaitable<Rollout> wait_until_first_error(
    std::vector<course::Task<int>> tasks, std::chrono::milliseconds limit) {
  const auto deadline = Clock::now() + limit;
  Rollout rollout{{}, std::move(tasks)};
  bool error = false;
  while (!rollout.pending.empty() && !error) {
    auto waited = co_await course::wait(std::move(rollout.pending),
                                        course::ReturnWhen::first_completed,
                                        deadline - Clock::now());
    rollout.pending = std::move(waited.pending);
    if (waited.done.empty()) {
      break;
    }
    for (auto& task : waited.done) {
      rollout.done.push_back(task);
      error = error || task.exception() || co_await task.get() > 500;
    }
  }
  co_return rollout;
}
