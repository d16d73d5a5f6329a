#pragma once

#include "real.hpp"

/// TCP connections of the session. The kernel moves their bytes in real
/// time, so that a jump of the clock while some are under way would let a
/// time-out win against data that had already been sent.
namespace virtual_time {

/// All of it with the runtime's lock.
class Connections {
 public:
  /// A socket that may carry bytes; others are ignored.
  void add(int descriptor);
  void forget(int descriptor);
  void clear();

  /// Whether bytes may still arrive somewhere: sent by one end and not yet
  /// received by the other, or waiting for a window that is open. Gives up
  /// on bytes that have not moved for 45 ms.
  bool bytes_under_way();

 private:
  PageVector<int> sockets_{};
  std::uint64_t last_seen_ = 0;  ///< counters of all connections
  std::uint64_t given_up_ = 0;
  Nanoseconds unchanged_since_ = 0;
};
extern Connections connections;

}  // namespace virtual_time
