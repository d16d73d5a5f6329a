// variant: one shared place; the callback is moved out before it is called
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <utility>

#include "call_later.hpp"

namespace {

struct Call {
  asio::steady_timer timer;
  std::function<void()> callback;
};

}  // namespace

TimerHandle call_later(asio::any_io_executor executor,
                       std::chrono::nanoseconds delay,
                       std::function<void()> callback) {
  auto call = std::make_shared<Call>(
      Call{asio::steady_timer(executor, delay), std::move(callback)});
  call->timer.async_wait([call](boost::system::error_code) {
    if (const auto due = std::exchange(call->callback, nullptr)) {
      due();
    }
  });
  return TimerHandle([weak = std::weak_ptr(call)] {
    if (const auto pending = weak.lock()) {
      pending->callback = nullptr;
      pending->timer.cancel();
    }
  });
}
