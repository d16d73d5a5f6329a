// check: WaitUntilFirstError.StopsAtABadAnswer
// diagnosis: only-exceptions
// Leaves the looking to wait, which knows exceptions only.
#include <course/wait.hpp>
#include <utility>

#include "wait_until_first_error.hpp"

asio::awaitable<Rollout> wait_until_first_error(
    std::vector<course::Task<int>> tasks, std::chrono::milliseconds limit) {
  if (tasks.empty()) {
    co_return Rollout{};
  }
  auto [done, pending] = co_await course::wait(
      tasks, course::ReturnWhen::first_exception, limit);
  co_return Rollout{std::move(done), std::move(pending)};
}
