#pragma once

#include "scheduler.hpp"

/// The timerfds of the program. In a session the kernel's timer stays
/// disarmed; when virtual time reaches the deadline it is made to fire at
/// once, so that whoever polls the descriptor sees it readable.
///
/// A descriptor counts its first expiry only: a periodic timer that expires
/// several times before it is read shows 1. Duplicated descriptors (`dup`)
/// are not followed.
namespace virtual_time {

/// One timerfd, from `timerfd_create` (or its first setting in a session)
/// to `close`.
struct TimerDescriptor {
  int descriptor = -1;
  Nanoseconds deadline = never;
  Nanoseconds interval = 0;

  /// Set for exactly 5 minutes. Asio's reactor does so when no timer is
  /// pending, too, so that such a deadline may mean nothing.
  bool maybe_idle = false;
};

struct Timers {
  PageVector<TimerDescriptor> all{};

  /// Everything below with the runtime's lock.
  TimerDescriptor& find_or_add(int descriptor);
  void forget(int descriptor);

  /// Takes over what the kernel's timers have left, and gives it back.
  void adopt();
  void hand_back();

  Nanoseconds next_deadline() const;
  /// Whether every timer due at `deadline` is one that may mean nothing.
  bool only_idle_at(Nanoseconds deadline) const;
  void fire_until(Nanoseconds now);
};
extern Timers timers;

/// Arms the kernel's timer: at once, or not at all.
void arm_at_once(int descriptor, bool armed);

}  // namespace virtual_time
