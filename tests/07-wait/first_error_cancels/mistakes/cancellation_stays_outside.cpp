// check: FirstErrorCancels.PassesACancellationOn
// diagnosis: cancellation-stays-outside
// Waits for tasks with wait, which leaves them running when it is
// cancelled.
#include <boost/asio/this_coro.hpp>
#include <course/wait.hpp>
#include <utility>

#include "first_error_cancels.hpp"

namespace {

asio::awaitable<int> run(Job job) {
  co_return co_await job();
}

}  // namespace

asio::awaitable<std::vector<int>> first_error_cancels(
    std::vector<Job> jobs) {
  if (jobs.empty()) {
    co_return std::vector<int>{};
  }
  auto executor = co_await asio::this_coro::executor;
  std::vector<course::Task<int>> tasks;
  for (const Job& job : jobs) {
    tasks.push_back(course::create_task(executor, run(job)));
  }
  auto [done, pending] =
      co_await course::wait(tasks, course::ReturnWhen::first_exception);
  for (auto& task : pending) {
    task.cancel();
  }
  if (!pending.empty()) {
    co_await course::wait(pending);
  }
  for (const auto& task : done) {
    if (task.exception()) {
      std::rethrow_exception(task.exception());
    }
  }
  std::vector<int> results;
  for (const auto& task : tasks) {
    results.push_back(co_await task.get());
  }
  co_return results;
}
