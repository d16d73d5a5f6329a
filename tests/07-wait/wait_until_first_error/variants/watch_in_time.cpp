// variant: a loop without a limit inside wait_for, with a shared answer
#include <course/wait.hpp>
#include <memory>
#include <utility>

#include "wait_until_first_error.hpp"

namespace {

asio::awaitable<bool> went_wrong(course::Task<int> task) {
  co_return task.exception() || co_await task.get() >= 500;
}

}  // namespace

namespace {

asio::awaitable<void> watch(std::shared_ptr<Rollout> rollout) {
  bool error = false;
  while (!rollout->pending.empty() && !error) {
    auto [done, pending] = co_await course::wait(
        rollout->pending, course::ReturnWhen::first_completed);
    rollout->pending = std::move(pending);
    for (const auto& task : done) {
      rollout->done.push_back(task);
      error = co_await went_wrong(task) || error;
    }
  }
}

}  // namespace

asio::awaitable<Rollout> wait_until_first_error(
    std::vector<course::Task<int>> tasks, std::chrono::milliseconds limit) {
  auto rollout = std::make_shared<Rollout>();
  rollout->pending = std::move(tasks);
  try {
    co_await course::wait_for(watch(rollout), limit);
  } catch (const boost::system::system_error& error) {
    if (error.code() != asio::error::timed_out) {
      throw;
    }
  }
  co_return *rollout;
}
