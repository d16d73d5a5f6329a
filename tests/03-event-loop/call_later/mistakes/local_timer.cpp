// check: CallLater.CallsOnceAfterTheDelay
// diagnosis: timer-gone
// The timer ends with call_later.
#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "call_later.hpp"

TimerHandle call_later(asio::any_io_executor executor,
                       std::chrono::nanoseconds delay,
                       std::function<void()> callback) {
  asio::steady_timer timer(executor, delay);
  timer.async_wait([callback](boost::system::error_code error) {
    if (!error) {
      callback();
    }
  });
  return TimerHandle([] {});
}
