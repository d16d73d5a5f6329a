// check: InOrderOfCompletion.KeepsAliveWhatStillRuns
// diagnosis: dies-with-the-caller
// The channel is shared, the functions of the jobs are not.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>

#include "in_order_of_completion.hpp"

asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle) {
  using Channel =
      asio::experimental::channel<void(std::exception_ptr, int)>;
  auto executor = co_await asio::this_coro::executor;
  auto ended = std::make_shared<Channel>(executor, jobs.size());
  for (const Job& job : jobs) {
    asio::co_spawn(executor, job(),
                   [ended](std::exception_ptr error, int result) {
                     ended->try_send(error, result);
                   });
  }
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    co_await handle(co_await ended->async_receive(asio::use_awaitable));
  }
}
