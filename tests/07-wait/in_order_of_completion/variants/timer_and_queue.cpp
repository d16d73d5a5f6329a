// variant: a queue of outcomes and a timer that is cancelled to wake the
// loop
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <memory>
#include <utility>

#include "in_order_of_completion.hpp"

namespace {

struct Shared {
  Shared(asio::any_io_executor executor, std::vector<Job> all)
      : jobs(std::move(all)),
        wake(executor, asio::steady_timer::time_point::max()) {}
  std::vector<Job> jobs;
  asio::steady_timer wake;
  std::deque<std::pair<std::exception_ptr, int>> ended;
};

}  // namespace

asio::awaitable<void> in_order_of_completion(std::vector<Job> jobs,
                                             Handle handle) {
  auto executor = co_await asio::this_coro::executor;
  auto shared = std::make_shared<Shared>(executor, std::move(jobs));
  for (const Job& job : shared->jobs) {
    asio::co_spawn(executor, job(),
                   [shared](std::exception_ptr error, int result) {
                     shared->ended.emplace_back(error, result);
                     shared->wake.cancel();
                   });
  }
  for (std::size_t left = shared->jobs.size(); left > 0; --left) {
    while (shared->ended.empty()) {
      co_await shared->wake.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    auto [error, result] = shared->ended.front();
    shared->ended.pop_front();
    if (error) {
      std::rethrow_exception(error);
    }
    co_await handle(result);
  }
}
