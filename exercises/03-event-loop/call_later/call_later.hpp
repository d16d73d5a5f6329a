#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <chrono>
#include <functional>
#include <utility>

namespace asio = boost::asio;

/// What call_later returns. It may be copied and thrown away.
class TimerHandle {
 public:
  /// `cancel` is what cancel() calls.
  explicit TimerHandle(std::function<void()> cancel)
      : cancel_(std::move(cancel)) {}

  /// The callback will not be called any more. Does nothing if it has been
  /// called or cancelled already.
  void cancel() const { cancel_(); }

 private:
  std::function<void()> cancel_;
};

/// Calls `callback` on the loop of `executor` after `delay`, once, unless
/// it is cancelled before. It is called and cancelled on the loop's thread.
///
/// @param delay  0 means at the loop's next turns
TimerHandle call_later(asio::any_io_executor executor,
                       std::chrono::nanoseconds delay,
                       std::function<void()> callback);
