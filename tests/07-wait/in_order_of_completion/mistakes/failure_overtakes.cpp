// check: InOrderOfCompletion.ThrowsAFailureInItsTurn
// diagnosis: failure-overtakes
// Asks whether something has failed before it takes the next result.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <utility>

#include "in_order_of_completion.hpp"

namespace {

using Results = asio::experimental::channel<void(std::exception_ptr, int)>;

struct Shared {
  std::vector<Job> jobs;
  Results results;
  std::exception_ptr failure;
};

}  // namespace

asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle) {
  const auto executor = co_await asio::this_coro::executor;
  const auto count = jobs.size();
  const auto shared = std::make_shared<Shared>(
      Shared{std::move(jobs), Results(executor, count), {}});
  for (const Job& job : shared->jobs) {
    asio::co_spawn(executor, job(),
                   [shared](std::exception_ptr error, int result) {
                     if (error) {
                       shared->failure = error;
                     }
                     shared->results.try_send(error, result);
                   });
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (shared->failure) {
      std::rethrow_exception(shared->failure);
    }
    co_await handle(
        co_await shared->results.async_receive(asio::use_awaitable));
  }
}
