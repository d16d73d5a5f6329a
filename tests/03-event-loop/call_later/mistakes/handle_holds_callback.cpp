// check: CallLater.LetsGoOfACancelledCallback
// diagnosis: handle-holds-callback
// The timer and the handle share all there is.
#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "call_later.hpp"

namespace {

struct Call {
  asio::steady_timer timer;
  std::function<void()> callback;
  bool cancelled = false;
};

}  // namespace

TimerHandle call_later(asio::any_io_executor executor,
                       std::chrono::nanoseconds delay,
                       std::function<void()> callback) {
  auto call = std::make_shared<Call>(
      Call{asio::steady_timer(executor, delay), std::move(callback)});
  call->timer.async_wait([call](boost::system::error_code error) {
    if (!error && !call->cancelled) {
      call->callback();
    }
  });
  return TimerHandle([call] {
    call->cancelled = true;
    call->timer.cancel();
  });
}
