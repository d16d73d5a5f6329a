#pragma once

#include "scheduler.hpp"
#include "virtual_time.hpp"

/// The records of the blocking detector.
namespace virtual_time {

inline constexpr int most_frames = 48;

/// A `BlockingCall` in memory of the runtime's own.
struct BlockingRecord {
  const char* what = nullptr;
  Nanoseconds at = 0;
  Nanoseconds lasted = 0;
  int frame_count = 0;
  void* frames[most_frames] = {};
};

/// Whether the calling thread runs a handler of an event loop.
inline bool in_handler() {
  return local.handler_depth > 0 && !local.may_block && !local.inside &&
         !local.ended;
}

/// Measures one call that may block: records it if the calling thread runs
/// a handler. Keeps `errno` as it is.
class BlockingScope {
 public:
  /// Calls that last less than `at_least` are not recorded.
  explicit BlockingScope(const char* what, Nanoseconds at_least = 0);
  ~BlockingScope();
  BlockingScope(const BlockingScope&) = delete;
  BlockingScope& operator=(const BlockingScope&) = delete;

  /// The call so far: its `lasted` is not known yet.
  const BlockingRecord& record() const { return record_; }

 private:
  const bool watched_;
  std::uint64_t session_ = 0;
  Nanoseconds at_least_ = 0;
  Nanoseconds virtual_begin_ = 0;
  Nanoseconds real_begin_ = 0;
  BlockingRecord record_;
};

/// Stores a record, without the runtime's lock.
void keep(const BlockingRecord& record);

/// The time for `BlockingRecord::at`.
Nanoseconds time_of_record();

/// Fills in the stack of the caller.
void take_frames(BlockingRecord& record);

/// Whether a wait for a futex is that of a std::future, judging by the
/// library function that calls for it: "future_wait" or "atomic_wait".
const char* kind_of_futex(void* caller);

/// With the runtime's lock.
void forget_blocking_calls();

/// Writes each record to this descriptor, too, as it is made: a line of
/// `what at_us lasted_us offset ...`, with offsets into the executable.
void write_records_to(int descriptor);

}  // namespace virtual_time
