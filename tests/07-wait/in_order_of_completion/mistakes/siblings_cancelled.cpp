// check: InOrderOfCompletion.LetsTheOthersRunOn
// diagnosis: siblings-cancelled
// Tidies up after a failure that is none of the others' business.
#include <boost/asio/this_coro.hpp>
#include <course/wait.hpp>
#include <deque>
#include <memory>
#include <utility>

#include "in_order_of_completion.hpp"

namespace {

struct Shared {
  std::vector<Job> jobs;
  std::deque<std::size_t> ended;
};

asio::awaitable<int> run(std::shared_ptr<Shared> shared, std::size_t i) {
  std::exception_ptr error;
  int result = 0;
  try {
    result = co_await shared->jobs[i]();
  } catch (...) {
    error = std::current_exception();
  }
  shared->ended.push_back(i);
  if (error) {
    std::rethrow_exception(error);
  }
  co_return result;
}

}  // namespace

asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle) {
  auto executor = co_await asio::this_coro::executor;
  auto shared = std::make_shared<Shared>(Shared{std::move(jobs), {}});
  std::vector<course::Task<int>> tasks;
  for (std::size_t i = 0; i < shared->jobs.size(); ++i) {
    tasks.push_back(course::create_task(executor, run(shared, i)));
  }
  for (std::size_t handled = 0; handled < tasks.size(); ++handled) {
    if (shared->ended.size() <= handled) {
      std::vector<course::Task<int>> running;
      for (auto& task : tasks) {
        if (!task.done()) {
          running.push_back(task);
        }
      }
      co_await course::wait(running, course::ReturnWhen::first_completed);
    }
    auto& task = tasks[shared->ended[handled]];
    if (task.exception()) {
      for (auto& other : tasks) {
        other.cancel();
      }
    }
    co_await handle(co_await task.get());
  }
}
