// check: GatherLimited.StartsTheNextWhenOneEnds
// diagnosis: one-too-few
// A semaphore that keeps one place empty.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/gather.hpp>
#include <memory>
#include <utility>

#include "gather_limited.hpp"

namespace {

struct Places {
  Places(asio::any_io_executor executor, std::size_t most)
      : freed(executor, asio::steady_timer::time_point::max()),
        limit(most) {}
  asio::steady_timer freed;
  std::size_t limit;
  std::size_t running = 0;
};

asio::awaitable<int> run(Job job, std::shared_ptr<Places> places) {
  while (places->running + 1 >= places->limit) {
    co_await places->freed.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  ++places->running;
  const int result = co_await job();
  --places->running;
  places->freed.cancel_one();
  co_return result;
}

}  // namespace

asio::awaitable<std::vector<int>> gather_limited(std::vector<Job> jobs,
                                                 std::size_t limit) {
  auto executor = co_await asio::this_coro::executor;
  auto places = std::make_shared<Places>(executor, limit);
  std::vector<asio::awaitable<int>> running;
  for (Job& job : jobs) {
    running.push_back(run(std::move(job), places));
  }
  co_return co_await course::gather(std::move(running));
}
