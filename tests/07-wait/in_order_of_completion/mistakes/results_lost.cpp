// check: InOrderOfCompletion.KeepsTheOrderOfTheEnds
// diagnosis: results-lost
// A channel with room for one, and nobody looks whether it took the result.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>

#include "in_order_of_completion.hpp"

namespace {

using Channel = asio::experimental::channel<void(std::exception_ptr, int)>;

asio::awaitable<void> run(Job job, std::shared_ptr<Channel> ended) {
  std::exception_ptr error;
  int result = 0;
  try {
    result = co_await job();
  } catch (...) {
    error = std::current_exception();
  }
  ended->try_send(error, result);
}

}  // namespace

asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle) {
  auto executor = co_await asio::this_coro::executor;
  auto ended = std::make_shared<Channel>(executor, 1);
  for (const Job& job : jobs) {
    asio::co_spawn(executor, run(job, ended), asio::detached);
  }
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    co_await handle(co_await ended->async_receive(asio::use_awaitable));
  }
}
