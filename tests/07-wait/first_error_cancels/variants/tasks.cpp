// variant: tasks and wait, with the cancellation of the caller passed on
#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>
#include <course/wait.hpp>
#include <utility>

#include "first_error_cancels.hpp"

namespace {

using Tasks = std::vector<course::Task<int>>;

asio::awaitable<void> stop(Tasks tasks) {
  for (auto& task : tasks) {
    task.cancel();
  }
  co_await course::wait(tasks);
  for (const auto& task : tasks) {
    (void)task.exception();  // not the reason
  }
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
    tasks.push_back(course::create_task(executor, job()));
  }
  course::Waited<int> waited;
  std::exception_ptr reason;
  try {
    waited =
        co_await course::wait(tasks, course::ReturnWhen::first_exception);
  } catch (...) {
    reason = std::current_exception();
  }
  for (const auto& task : waited.done) {
    if (!reason && task.exception()) {
      reason = task.exception();
    }
  }
  if (reason) {
    co_await asio::this_coro::reset_cancellation_state(
        asio::disable_cancellation());
    co_await stop(tasks);
    std::rethrow_exception(reason);
  }
  std::vector<int> results;
  for (const auto& task : tasks) {
    results.push_back(co_await task.get());
  }
  co_return results;
}
