// check: CallLater.NeverCallsInside
// diagnosis: called-inside
// No time to wait: no need for a timer.
#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "call_later.hpp"

TimerHandle call_later(asio::any_io_executor executor,
                       std::chrono::nanoseconds delay,
                       std::function<void()> callback) {
  auto timer = std::make_shared<asio::steady_timer>(executor, delay);
  auto cancelled = std::make_shared<bool>(false);
  if (delay.count() == 0) {
    callback();
    return TimerHandle([] {});
  }
  timer->async_wait([timer, cancelled, callback = std::move(callback)](
                        boost::system::error_code error) {
    if (!error && !*cancelled) {
      callback();
    }
  });
  return TimerHandle([timer, cancelled] {
    *cancelled = true;
    timer->cancel();
  });
}
