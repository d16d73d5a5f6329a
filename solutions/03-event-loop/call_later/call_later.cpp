#include "call_later.hpp"

#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <stdexcept>

TimerHandle call_later(asio::any_io_executor executor,
                       std::chrono::nanoseconds delay,
                       std::function<void()> callback) {
  // BEGIN SOLUTION
  // STUB: // Keep a timer alive until it calls, and cancel it on request.
  // STUB: throw std::logic_error("call_later is not written yet");
  auto timer = std::make_shared<asio::steady_timer>(executor, delay);
  auto cancelled = std::make_shared<bool>(false);
  timer->async_wait([timer, cancelled, callback = std::move(callback)](
                        boost::system::error_code error) {
    // An expired timer reports success, also when it is cancelled before
    // this function has its turn.
    if (!error && !*cancelled) {
      callback();
    }
  });
  return TimerHandle([timer, cancelled] {
    *cancelled = true;
    timer->cancel();
  });
  // END SOLUTION
}
