// variant: completion handlers that share a state, signals, a timer as the
// event
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <utility>

#include "first_error_cancels.hpp"

namespace {

struct State {
  State(asio::any_io_executor executor, std::size_t jobs)
      : over(executor, asio::steady_timer::time_point::max()),
        signals(jobs),
        results(jobs),
        running(jobs) {}

  /// Once: a second cancellation would end a job's clean-up.
  void cancel() {
    if (std::exchange(cancelled, true)) {
      return;
    }
    for (auto& signal : signals) {
      signal.emit(asio::cancellation_type::all);
    }
  }

  void ended(std::size_t i, std::exception_ptr why, int result) {
    results[i] = result;
    if (why && !error) {
      error = why;
      cancel();
    }
    if (--running == 0) {
      over.cancel();
    }
  }

  asio::steady_timer over;
  std::vector<asio::cancellation_signal> signals;
  std::vector<int> results;
  std::size_t running;
  std::exception_ptr error;
  bool cancelled = false;
};

}  // namespace

asio::awaitable<std::vector<int>> first_error_cancels(
    std::vector<Job> jobs) {
  auto executor = co_await asio::this_coro::executor;
  auto state = std::make_shared<State>(executor, jobs.size());
  for (std::size_t i = 0; i < jobs.size(); ++i) {
    asio::co_spawn(executor, jobs[i](),
                   asio::bind_cancellation_slot(
                       state->signals[i].slot(),
                       [state, i](std::exception_ptr error, int result) {
                         state->ended(i, error, result);
                       }));
  }
  auto slot = (co_await asio::this_coro::cancellation_state).slot();
  if (slot.is_connected()) {
    slot.assign([state](auto) { state->cancel(); });
  }
  while (state->running > 0) {
    co_await state->over.async_wait(asio::bind_cancellation_slot(
        asio::cancellation_slot(), asio::as_tuple(asio::use_awaitable)));
    co_await asio::this_coro::throw_if_cancelled(false);
  }
  if (state->error) {
    std::rethrow_exception(state->error);
  }
  co_return state->results;
}
