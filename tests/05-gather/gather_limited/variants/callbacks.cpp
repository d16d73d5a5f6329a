// variant: completion handlers, each of which starts the next job
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <utility>

#include "gather_limited.hpp"

namespace {

struct Run : std::enable_shared_from_this<Run> {
  Run(asio::any_io_executor on, std::vector<Job> all)
      : executor(on),
        over(on, asio::steady_timer::time_point::max()),
        jobs(std::move(all)),
        results(jobs.size()),
        left(jobs.size()) {}

  void start_next() {
    if (next == jobs.size() || error) {
      return;
    }
    const std::size_t i = next++;
    asio::co_spawn(
        executor, jobs[i](),
        [self = shared_from_this(), i](std::exception_ptr e, int result) {
          self->results[i] = result;
          self->ended(e);
        });
  }

  void ended(std::exception_ptr e) {
    --left;
    if (e && !error) {
      error = e;
    }
    if (error || left == 0) {
      over.cancel();
    }
    start_next();
  }

  asio::any_io_executor executor;
  asio::steady_timer over;
  std::vector<Job> jobs;
  std::vector<int> results;
  std::size_t next = 0;
  std::size_t left;
  std::exception_ptr error;
};

}  // namespace

asio::awaitable<std::vector<int>> gather_limited(std::vector<Job> jobs,
                                                 std::size_t limit) {
  auto executor = co_await asio::this_coro::executor;
  auto run = std::make_shared<Run>(executor, std::move(jobs));
  for (std::size_t i = 0; i < limit; ++i) {
    run->start_next();
  }
  while (run->left > 0 && !run->error) {
    co_await run->over.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  if (run->error) {
    std::rethrow_exception(run->error);
  }
  co_return run->results;
}
