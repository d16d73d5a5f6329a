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
  // BEGIN SOLUTION
  // STUB: explicit Event(const asio::any_io_executor& executor) {}
  explicit Event(const asio::any_io_executor& executor)
      : executor_(executor), round_(executor) {}
  // END SOLUTION

  /// True after set(), until clear().
  bool is_set() const {
    // BEGIN SOLUTION
    // STUB: // Tell whether the event is set.
    // STUB: throw std::logic_error("event is not written yet");
    return round_.done();
    // END SOLUTION
  }

  /// Lets go on all who wait, and all who come before clear(). An event
  /// that is set stays so.
  void set() {
    // BEGIN SOLUTION
    // STUB: // Let go on all who wait, and remember it.
    // STUB: throw std::logic_error("event is not written yet");
    if (!round_.done()) {
      round_.set_result();
    }
    // END SOLUTION
  }

  /// From now on wait() waits again. Whoever was let go goes on.
  void clear() {
    // BEGIN SOLUTION
    // STUB: // Begin anew.
    // STUB: throw std::logic_error("event is not written yet");
    if (round_.done()) {
      round_ = course::Future<void>(executor_);
    }
    // END SOLUTION
  }

  /// Waits until the event is set; if it is, for no time at all.
  ///
  /// Cancellation: throws `operation_aborted`. The event and the others who
  /// wait do not notice.
  asio::awaitable<void> wait() {
    // BEGIN SOLUTION
    // STUB: // Wait, unless the event is set.
    // STUB: throw std::logic_error("event is not written yet");
    return round_.wait();
    // END SOLUTION
  }
  // BEGIN SOLUTION

 private:
  asio::any_io_executor executor_;
  course::Future<void> round_;  ///< done when the event is set
  // END SOLUTION
};
