// check: GatherSettled.LetsTheOthersFinish
// diagnosis: gives-up-at-first-error
// Wakes up when all jobs have ended or one has failed.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>

#include "gather_settled.hpp"

namespace {

using Signal = asio::experimental::channel<void(boost::system::error_code)>;

struct State {
  explicit State(asio::any_io_executor executor, std::size_t jobs)
      : outcomes(jobs), left(jobs), wake_up(executor, jobs) {}
  std::vector<Outcome> outcomes;
  std::size_t left;
  Signal wake_up;
};

}  // namespace

asio::awaitable<std::vector<Outcome>> gather_settled(
    std::vector<Job> jobs) {
  if (jobs.empty()) {
    co_return std::vector<Outcome>{};
  }
  auto executor = co_await asio::this_coro::executor;
  auto state = std::make_shared<State>(executor, jobs.size());
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    asio::co_spawn(executor, jobs[i](),
                   [state, i](std::exception_ptr error, int value) {
                     if (error) {
                       state->outcomes[i].error = error;
                     } else {
                       state->outcomes[i].value = value;
                     }
                     if (--state->left == 0 || error) {
                       state->wake_up.try_send(boost::system::error_code{});
                     }
                   });
  }
  co_await state->wake_up.async_receive(asio::use_awaitable);
  co_return state->outcomes;
}
