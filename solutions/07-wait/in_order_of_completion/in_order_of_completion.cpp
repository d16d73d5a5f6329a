#include "in_order_of_completion.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <stdexcept>
#include <utility>

// BEGIN SOLUTION
namespace {

/// What the jobs share with the loop. After a failure they outlive it.
struct Shared {
  std::vector<Job> jobs;
  /// The outcomes in the order of the ends; it has room for all of them.
  asio::experimental::channel<void(std::exception_ptr, int)> ended;
};

asio::awaitable<void> run(std::shared_ptr<Shared> shared, std::size_t i) {
  std::exception_ptr error;
  int result = 0;
  try {
    result = co_await shared->jobs[i]();
  } catch (...) {
    error = std::current_exception();
  }
  shared->ended.try_send(error, result);
}

}  // namespace

// END SOLUTION
asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle) {
  // BEGIN SOLUTION
  // STUB: // Run all jobs; handle their results as they come.
  // STUB: throw std::logic_error(
  // STUB:     "in_order_of_completion "
  // STUB:     "is not written yet");
  const auto executor = co_await asio::this_coro::executor;
  const std::size_t count = jobs.size();
  const auto shared = std::make_shared<Shared>(
      Shared{.jobs = std::move(jobs), .ended = {executor, count}});
  for (std::size_t i = 0; i < count; ++i) {
    asio::co_spawn(executor, run(shared, i), asio::detached);
  }
  for (std::size_t i = 0; i < count; ++i) {
    const int result =
        co_await shared->ended.async_receive(asio::use_awaitable);
    co_await handle(result);
  }
  // END SOLUTION
}
