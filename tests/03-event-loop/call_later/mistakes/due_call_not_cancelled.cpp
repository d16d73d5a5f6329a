// check: CallLater.CancelsACallThatIsDue
// diagnosis: due-call-not-cancelled
// Trusts the error code alone.
#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "call_later.hpp"

TimerHandle call_later(asio::any_io_executor executor,
                       std::chrono::nanoseconds delay,
                       std::function<void()> callback) {
  auto timer = std::make_shared<asio::steady_timer>(executor, delay);
  timer->async_wait([timer, callback](boost::system::error_code error) {
    if (!error) {
      callback();
    }
  });
  return TimerHandle([timer] { timer->cancel(); });
}
