// check: CallLater.CallsOnceAfterTheDelay
// verdict: blocked_loop
// Queues a function that sleeps first.
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <thread>

#include "call_later.hpp"

TimerHandle call_later(asio::any_io_executor executor,
                       std::chrono::nanoseconds delay,
                       std::function<void()> callback) {
  auto cancelled = std::make_shared<bool>(false);
  asio::post(executor, [cancelled, delay, callback] {
    std::this_thread::sleep_for(delay);
    if (!*cancelled) {
      callback();
    }
  });
  return TimerHandle([cancelled] { *cancelled = true; });
}
