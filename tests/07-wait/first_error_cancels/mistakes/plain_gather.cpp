// check: FirstErrorCancels.CancelsTheOthers
// diagnosis: others-run-on
// Is plain gather.
#include <course/gather.hpp>
#include <memory>
#include <utility>

#include "first_error_cancels.hpp"

namespace {

asio::awaitable<int> run(Job job) {
  co_return co_await job();
}

}  // namespace

asio::awaitable<std::vector<int>> first_error_cancels(
    std::vector<Job> jobs) {
  std::vector<asio::awaitable<int>> running;
  for (const Job& job : jobs) {
    running.push_back(run(job));
  }
  co_return co_await course::gather(std::move(running));
}
