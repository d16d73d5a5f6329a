// check: InOrderOfCompletion.ThrowsAFailureInItsTurn
// diagnosis: failure-hidden
// Handles what has a result, and counts a failure as done.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <optional>
#include <utility>

#include "in_order_of_completion.hpp"

namespace {

struct Shared {
  std::vector<Job> jobs;
  asio::experimental::channel<void(boost::system::error_code,
                                   std::optional<int>)>
      ended;
};

}  // namespace

asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle) {
  auto executor = co_await asio::this_coro::executor;
  auto count = jobs.size();
  auto shared =
      std::make_shared<Shared>(Shared{std::move(jobs), {executor, count}});
  for (const Job& job : shared->jobs) {
    asio::co_spawn(executor, job(),
                   [shared](std::exception_ptr error, int result) {
                     shared->ended.try_send(
                         boost::system::error_code(),
                         error ? std::nullopt : std::optional(result));
                   });
  }
  for (std::size_t i = 0; i < count; ++i) {
    auto result = co_await shared->ended.async_receive(asio::use_awaitable);
    if (result) {
      co_await handle(*result);
    }
  }
}
