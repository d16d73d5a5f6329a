// check: WaitUntilFirstError.StopsAtABadAnswer
// diagnosis: first-end-stops
// Waits once, for the first end.
#include <course/wait.hpp>
#include <utility>

#include "wait_until_first_error.hpp"

asio::awaitable<Rollout> wait_until_first_error(
    std::vector<course::Task<int>> tasks, std::chrono::milliseconds limit) {
  if (tasks.empty()) {
    co_return Rollout{};
  }
  auto [done, pending] = co_await course::wait(
      tasks, course::ReturnWhen::first_completed, limit);
  co_return Rollout{std::move(done), std::move(pending)};
}
