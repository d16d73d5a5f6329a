// variant: `limit` tickets in a channel; a job needs one to run
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/gather.hpp>
#include <memory>
#include <utility>

#include "gather_limited.hpp"

namespace {

using Tickets = asio::experimental::channel<void(std::exception_ptr)>;

asio::awaitable<int> run(Job job, std::shared_ptr<Tickets> tickets) {
  co_await tickets->async_receive(asio::use_awaitable);
  try {
    const int result = co_await job();
    tickets->try_send(std::exception_ptr{});
    co_return result;
  } catch (...) {
    tickets->close();  // those that wait end with an error nobody sees
    throw;
  }
}

}  // namespace

asio::awaitable<std::vector<int>> gather_limited(std::vector<Job> jobs,
                                                 std::size_t limit) {
  auto executor = co_await asio::this_coro::executor;
  auto tickets = std::make_shared<Tickets>(executor, limit);
  for (std::size_t i = 0; i < limit; ++i) {
    tickets->try_send(std::exception_ptr{});
  }
  std::vector<asio::awaitable<int>> running;
  for (Job& job : jobs) {
    running.push_back(run(std::move(job), tickets));
  }
  co_return co_await course::gather(std::move(running));
}
