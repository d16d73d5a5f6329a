// variant: completion handlers that count down, and a timer as the signal
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "gather_settled.hpp"

asio::awaitable<std::vector<Outcome>> gather_settled(
    std::vector<Job> jobs) {
  auto executor = co_await asio::this_coro::executor;
  std::vector<Outcome> outcomes(jobs.size());
  std::size_t left = jobs.size();
  asio::steady_timer all_ended(executor,
                               asio::steady_timer::time_point::max());
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    asio::co_spawn(executor, jobs[i](),
                   [&, i](std::exception_ptr error, int value) {
                     if (error) {
                       outcomes[i].error = error;
                     } else {
                       outcomes[i].value = value;
                     }
                     if (--left == 0) {
                       all_ended.cancel();
                     }
                   });
  }
  while (left > 0) {
    co_await all_ended.async_wait(asio::as_tuple(asio::use_awaitable));
  }
  co_return outcomes;
}
