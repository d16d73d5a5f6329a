// check: CallLater.CallsOnceAfterTheDelay
// diagnosis: timer-gone-and-called
// The timer ends with call_later, and nobody looks at the error.
#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "call_later.hpp"

TimerHandle call_later(asio::any_io_executor executor,
                       std::chrono::nanoseconds delay,
                       std::function<void()> callback) {
  asio::steady_timer timer(executor, delay);
  timer.async_wait([callback](boost::system::error_code) { callback(); });
  return TimerHandle([] {});
}
