// check: InOrderOfCompletion.ThrowsAFailureInItsTurn
// diagnosis: failure-jumps-the-queue
// The jobs and the handling are gathered: gather throws at once.
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/gather.hpp>
#include <memory>
#include <utility>

#include "in_order_of_completion.hpp"

namespace {

using Channel =
    asio::experimental::channel<void(boost::system::error_code, int)>;

asio::awaitable<void> run(Job job, std::shared_ptr<Channel> ended) {
  const int result = co_await job();
  ended->try_send(boost::system::error_code(), result);
}

asio::awaitable<void> handle_all(std::size_t count, Handle handle,
                                 std::shared_ptr<Channel> ended) {
  for (std::size_t i = 0; i < count; ++i) {
    co_await handle(co_await ended->async_receive(asio::use_awaitable));
  }
}

}  // namespace

asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle) {
  auto executor = co_await asio::this_coro::executor;
  auto ended = std::make_shared<Channel>(executor, jobs.size());
  std::vector<asio::awaitable<void>> running;
  running.push_back(handle_all(jobs.size(), handle, ended));
  for (const Job& job : jobs) {
    running.push_back(run(job, ended));
  }
  co_await course::gather(std::move(running));
}
