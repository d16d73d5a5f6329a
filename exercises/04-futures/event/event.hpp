#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <course/future.hpp>
#include <stdexcept>

namespace asio = boost::asio;

/// A signal for many, like asyncio.Event: coroutines wait until it is set.
/// It is used on one loop, by one thread, and it outlives those who wait.
class Event {
 public:
  /// An event that is not set.
  explicit Event(const asio::any_io_executor& executor) {}

  /// True after set(), until clear().
  bool is_set() const {
    // Tell whether the event is set.
    throw std::logic_error("event is not written yet");
  }

  /// Lets go on all who wait, and all who come before clear(). An event
  /// that is set stays so.
  void set() {
    // Let go on all who wait, and remember it.
    throw std::logic_error("event is not written yet");
  }

  /// From now on wait() waits again. Whoever was let go goes on.
  void clear() {
    // Begin anew.
    throw std::logic_error("event is not written yet");
  }

  /// Waits until the event is set; if it is, for no time at all.
  ///
  /// Cancellation: throws `operation_aborted`. The event and the others who
  /// wait do not notice.
  asio::awaitable<void> wait() {
    // Wait, unless the event is set.
    throw std::logic_error("event is not written yet");
  }
};
