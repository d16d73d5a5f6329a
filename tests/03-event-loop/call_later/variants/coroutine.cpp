// variant: a coroutine that waits, and what it shares with the handle
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <utility>

#include "call_later.hpp"

namespace {

struct Call {
  asio::steady_timer timer;
  std::function<void()> callback;
};

asio::awaitable<void> wait_and_call(std::shared_ptr<Call> call) {
  co_await call->timer.async_wait(asio::as_tuple(asio::use_awaitable));
  if (const auto due = std::exchange(call->callback, nullptr)) {
    due();
  }
}

}  // namespace

TimerHandle call_later(asio::any_io_executor executor,
                       std::chrono::nanoseconds delay,
                       std::function<void()> callback) {
  auto call = std::make_shared<Call>(
      Call{asio::steady_timer(executor, delay), std::move(callback)});
  asio::co_spawn(executor, wait_and_call(call), asio::detached);
  return TimerHandle([call] {
    call->callback = nullptr;
    call->timer.cancel();
  });
}
