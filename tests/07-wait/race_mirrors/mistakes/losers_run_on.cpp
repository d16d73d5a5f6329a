// check: RaceMirrors.StopsTheOthers
// diagnosis: losers-run-on
// Waits again and again for the first task, and leaves the others running.
#include <boost/asio/this_coro.hpp>
#include <course/wait.hpp>
#include <stdexcept>
#include <utility>

#include "race_mirrors.hpp"

asio::awaitable<int> race_mirrors(std::vector<Mirror> mirrors) {
  if (mirrors.empty()) {
    throw std::invalid_argument("there are no mirrors");
  }
  auto executor = co_await asio::this_coro::executor;
  std::vector<course::Task<int>> running;
  for (const Mirror& mirror : mirrors) {
    running.push_back(course::create_task(executor, mirror()));
  }
  std::exception_ptr error;
  while (!running.empty()) {
    auto [done, pending] =
        co_await course::wait(running, course::ReturnWhen::first_completed);
    for (auto& task : done) {
      if (!task.exception()) {
        co_return co_await task.get();
      }
      error = task.exception();
    }
    running = std::move(pending);
  }
  std::rethrow_exception(error);
}
