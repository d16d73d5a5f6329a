// check: InOrderOfCompletion.KeepsTheOrderOfTheEnds
// diagnosis: order-within-done
// Waits for the first again and again; what has ended meanwhile comes in
// the order of the input.
#include <boost/asio/this_coro.hpp>
#include <course/wait.hpp>
#include <utility>

#include "in_order_of_completion.hpp"

namespace {

asio::awaitable<int> run(Job job) {
  co_return co_await job();
}

}  // namespace

asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle) {
  auto executor = co_await asio::this_coro::executor;
  std::vector<course::Task<int>> running;
  for (const Job& job : jobs) {
    running.push_back(course::create_task(executor, run(job)));
  }
  while (!running.empty()) {
    auto [done, pending] =
        co_await course::wait(running, course::ReturnWhen::first_completed);
    for (const auto& task : done) {
      co_await handle(co_await task.get());
    }
    running = std::move(pending);
  }
}
