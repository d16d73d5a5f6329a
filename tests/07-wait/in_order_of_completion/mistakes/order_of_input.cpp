// check: InOrderOfCompletion.HandlesEachResultAtOnce
// diagnosis: order-of-input
// Starts all tasks and then awaits them in the order of the input.
#include <boost/asio/this_coro.hpp>
#include <course/task.hpp>

#include "in_order_of_completion.hpp"

asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle) {
  auto executor = co_await asio::this_coro::executor;
  std::vector<course::Task<int>> tasks;
  for (const Job& job : jobs) {
    tasks.push_back(course::create_task(executor, job()));
  }
  for (const auto& task : tasks) {
    co_await handle(co_await task.get());
  }
}
