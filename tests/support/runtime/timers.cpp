#include "timers.hpp"

#include <sys/timerfd.h>

#include <algorithm>

namespace virtual_time {

[[clang::no_destroy]] constinit Timers timers;

void arm_at_once(int descriptor, bool armed) {
  itimerspec setting{};
  setting.it_value.tv_nsec = armed ? 1 : 0;
  real::call(SYS_timerfd_settime, descriptor, TFD_TIMER_ABSTIME,
             real::address(&setting), 0);
}

TimerDescriptor& Timers::find_or_add(int descriptor) {
  const auto found =
      std::ranges::find(all, descriptor, &TimerDescriptor::descriptor);
  if (found != all.end()) {
    return *found;
  }
  all.push_back({descriptor});
  return all.back();
}

void Timers::forget(int descriptor) {
  std::erase_if(all, [&](const TimerDescriptor& timer) {
    return timer.descriptor == descriptor;
  });
}

void Timers::adopt() {
  for (TimerDescriptor& timer : all) {
    itimerspec left{};
    real::call(SYS_timerfd_gettime, timer.descriptor, real::address(&left));
    const Nanoseconds value = nanoseconds(left.it_value);
    timer.interval = nanoseconds(left.it_interval);
    timer.deadline = never;
    timer.maybe_idle = false;
    // One that has fired stays readable: setting it would clear that.
    if (value > 0) {
      timer.deadline = later(world.now, value);
      arm_at_once(timer.descriptor, false);
    }
  }
}

void Timers::hand_back() {
  for (TimerDescriptor& timer : all) {
    if (timer.deadline != never) {
      itimerspec setting{};
      setting.it_value =
          to_timespec(std::max<Nanoseconds>(1, timer.deadline - world.now));
      setting.it_interval = to_timespec(timer.interval);
      real::call(SYS_timerfd_settime, timer.descriptor, 0,
                 real::address(&setting), 0);
    }
    timer.deadline = never;
  }
}

Nanoseconds Timers::next_deadline() const {
  Nanoseconds next = never;
  for (const TimerDescriptor& timer : all) {
    next = std::min(next, timer.deadline);
  }
  return next;
}

bool Timers::only_idle_at(Nanoseconds deadline) const {
  return std::ranges::all_of(all, [&](const TimerDescriptor& timer) {
    return timer.deadline != deadline || timer.maybe_idle;
  });
}

void Timers::fire_until(Nanoseconds now) {
  for (TimerDescriptor& timer : all) {
    if (timer.deadline > now) {
      continue;
    }
    timer.deadline =
        timer.interval > 0 ? later(timer.deadline, timer.interval) : never;
    arm_at_once(timer.descriptor, true);
  }
}

}  // namespace virtual_time
