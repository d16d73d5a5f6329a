// check: GatherLimited.ReturnsAtOnceWithoutJobs
// diagnosis: empty-never-ends
// Each job that ends starts the next one; the last one says so. Without
// jobs there is no last one.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <utility>

#include "gather_limited.hpp"

namespace {

struct Run : std::enable_shared_from_this<Run> {
  Run(asio::any_io_executor on, std::vector<Job> all)
      : executor(on),
        ended(on, 1),
        jobs(std::move(all)),
        results(jobs.size()),
        left(jobs.size()) {}

  void start_next() {
    if (next == jobs.size()) {
      return;
    }
    const std::size_t i = next++;
    asio::co_spawn(executor, jobs[i](),
                   [self = shared_from_this(), i](std::exception_ptr error,
                                                  int result) {
                     self->results[i] = result;
                     if (error) {
                       self->next = self->jobs.size();
                     }
                     if (error || --self->left == 0) {
                       self->ended.try_send(error);
                     }
                     self->start_next();
                   });
  }

  asio::any_io_executor executor;
  asio::experimental::channel<void(std::exception_ptr)> ended;
  std::vector<Job> jobs;
  std::vector<int> results;
  std::size_t next = 0;
  std::size_t left;
};

}  // namespace

asio::awaitable<std::vector<int>> gather_limited(std::vector<Job> jobs,
                                                 std::size_t limit) {
  auto executor = co_await asio::this_coro::executor;
  auto run = std::make_shared<Run>(executor, std::move(jobs));
  for (std::size_t i = 0; i < limit; ++i) {
    run->start_next();
  }
  co_await run->ended.async_receive(asio::use_awaitable);
  co_return run->results;
}
