// timerfds, by which Asio waits for its timers.
#include <sys/timerfd.h>
#include <unistd.h>

#include "in_flight.hpp"
#include "scheduler.hpp"
#include "timers.hpp"

VIRTUAL_TIME_CHAIN(close);

using namespace virtual_time;

namespace {

/// The clocks start on whole seconds, and so do differences between them:
/// telling one from the other by size is safe.
Nanoseconds monotonic(Nanoseconds time) {
  return time >= wall_clock_ahead ? time - wall_clock_ahead : time;
}

/// Asio's reactor asks for this when no timer is pending.
constexpr Nanoseconds idle_reactor = 300 * one_second;

itimerspec setting_of(const TimerDescriptor& timer) {
  itimerspec setting{};
  if (timer.deadline != never) {
    setting.it_value = to_timespec(timer.deadline - world.now);
    setting.it_interval = to_timespec(timer.interval);
  }
  return setting;
}

}  // namespace

extern "C" {

int timerfd_create(clockid_t clock, int flags) noexcept {
  const long descriptor =
      real::with_errno(real::call(SYS_timerfd_create, clock, flags));
  if (descriptor >= 0 && !local.inside) {
    Guard guard;
    timers.find_or_add(static_cast<int>(descriptor));
  }
  return static_cast<int>(descriptor);
}

int timerfd_settime(int descriptor, int flags, const itimerspec* setting,
                    itimerspec* old) noexcept {
  if (!in_session()) {
    return static_cast<int>(real::with_errno(
        real::call(SYS_timerfd_settime, descriptor, flags,
                   real::address(setting), real::address(old))));
  }
  self();
  Guard guard;
  TimerDescriptor& timer = timers.find_or_add(descriptor);
  if (old) {
    *old = setting_of(timer);
  }
  const Nanoseconds value = nanoseconds(setting->it_value);
  const bool absolute = flags & TFD_TIMER_ABSTIME;
  timer.interval = nanoseconds(setting->it_interval);
  timer.maybe_idle = !absolute && value == idle_reactor;
  timer.deadline = value == 0 ? never
                   : absolute ? monotonic(value)
                              : later(world.now, value);
  if (timer.deadline <= world.now) {
    timers.fire_until(world.now);
  } else {
    arm_at_once(descriptor, false);
  }
  return 0;
}

int timerfd_gettime(int descriptor, itimerspec* setting) noexcept {
  if (!in_session()) {
    return static_cast<int>(real::with_errno(real::call(
        SYS_timerfd_gettime, descriptor, real::address(setting))));
  }
  Guard guard;
  *setting = setting_of(timers.find_or_add(descriptor));
  return 0;
}

int close(int descriptor) {
  if (!local.inside) {
    Guard guard;
    timers.forget(descriptor);
    connections.forget(descriptor);
  }
  return VIRTUAL_TIME_REAL(close)(descriptor);
}
}
