// check: CallLater.CancelsACallThatIsDue
// diagnosis: cannot-cancel-zero
// Nothing to wait for, so it is posted.
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>

#include "call_later.hpp"

TimerHandle call_later(asio::any_io_executor executor,
                       std::chrono::nanoseconds delay,
                       std::function<void()> callback) {
  if (delay <= std::chrono::nanoseconds::zero()) {
    asio::post(executor, std::move(callback));
    return TimerHandle([] {});
  }
  auto timer = std::make_shared<asio::steady_timer>(executor, delay);
  auto cancelled = std::make_shared<bool>(false);
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
