// check: GatherSettled.ReturnsAtOnceWithoutJobs
// diagnosis: empty-never-ends
// A countdown that nobody counts down when it starts at zero.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "gather_settled.hpp"

asio::awaitable<std::vector<Outcome>> gather_settled(
    std::vector<Job> jobs) {
  auto executor = co_await asio::this_coro::executor;
  std::vector<Outcome> outcomes(jobs.size());
  std::size_t left = jobs.size();
  asio::experimental::channel<void(boost::system::error_code)> all_ended(
      executor, 1);
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    asio::co_spawn(executor, jobs[i](),
                   [&, i](std::exception_ptr error, int value) {
                     if (error) {
                       outcomes[i].error = error;
                     } else {
                       outcomes[i].value = value;
                     }
                     if (--left == 0) {
                       all_ended.try_send(boost::system::error_code{});
                     }
                   });
  }
  co_await all_ended.async_receive(asio::use_awaitable);
  co_return outcomes;
}
