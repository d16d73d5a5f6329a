// check: CallLater.MayCancelItself
// diagnosis: destroyed-while-running
// To cancel is to empty the callback, whoever runs it.
#include <boost/asio/steady_timer.hpp>
#include <memory>

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
    if (call->callback) {
      call->callback();
    }
  });
  return TimerHandle([call] {
    call->callback = nullptr;
    call->timer.cancel();
  });
}
