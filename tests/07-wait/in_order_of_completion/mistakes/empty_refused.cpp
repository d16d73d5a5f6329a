// check: InOrderOfCompletion.ReturnsAtOnceWithoutJobs
// diagnosis: empty-refused
// The first task is waited for before anybody asks whether there is one.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/wait.hpp>
#include <memory>
#include <utility>

#include "in_order_of_completion.hpp"

namespace {

struct Shared {
  std::vector<Job> jobs;
  std::vector<course::Task<int>> ended;
};

asio::awaitable<void> note(std::shared_ptr<Shared> shared, std::size_t i) {
  auto task = course::create_task(co_await asio::this_coro::executor,
                                  shared->jobs[i]());
  co_await task.wait();
  shared->ended.push_back(task);
}

}  // namespace

asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle) {
  auto executor = co_await asio::this_coro::executor;
  auto shared = std::make_shared<Shared>(Shared{std::move(jobs), {}});
  std::vector<course::Task<void>> notes;
  for (std::size_t i = 0; i < shared->jobs.size(); ++i) {
    notes.push_back(course::create_task(executor, note(shared, i)));
  }
  std::size_t handled = 0;
  do {
    auto [done, pending] =
        co_await course::wait(notes, course::ReturnWhen::first_completed);
    notes = std::move(pending);
    while (handled < shared->ended.size()) {
      const auto task = shared->ended[handled++];
      co_await handle(co_await task.get());
    }
  } while (!notes.empty());
}
