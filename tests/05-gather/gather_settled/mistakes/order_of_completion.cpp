// check: GatherSettled.KeepsTheOrderOfItsInput
// diagnosis: order-of-completion
// Appends an outcome whenever a job ends.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "gather_settled.hpp"

asio::awaitable<std::vector<Outcome>> gather_settled(
    std::vector<Job> jobs) {
  if (jobs.empty()) {
    co_return std::vector<Outcome>{};
  }
  auto executor = co_await asio::this_coro::executor;
  std::vector<Outcome> outcomes;
  asio::experimental::channel<void(boost::system::error_code)> all_ended(
      executor, 1);
  for (Job& job : jobs) {
    asio::co_spawn(executor, job(),
                   [&](std::exception_ptr error, int value) {
                     Outcome outcome;
                     if (error) {
                       outcome.error = error;
                     } else {
                       outcome.value = value;
                     }
                     outcomes.push_back(outcome);
                     if (outcomes.size() == jobs.size()) {
                       all_ended.try_send(boost::system::error_code{});
                     }
                   });
  }
  co_await all_ended.async_receive(asio::use_awaitable);
  co_return outcomes;
}
