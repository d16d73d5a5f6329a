// Condition variables.
#include <pthread.h>

#include "blocking.hpp"
#include "busy.hpp"
#include "mutexes.hpp"
#include "scheduler.hpp"

VIRTUAL_TIME_CHAIN(pthread_cond_broadcast);
VIRTUAL_TIME_CHAIN(pthread_cond_clockwait);
VIRTUAL_TIME_CHAIN(pthread_cond_signal);
VIRTUAL_TIME_CHAIN(pthread_cond_timedwait);
VIRTUAL_TIME_CHAIN(pthread_cond_wait);

/// The versions whose condition variables are those of today.
#define REAL_CONDITION(name) VIRTUAL_TIME_REAL_VERSION(name, "GLIBC_2.3.2")

using namespace virtual_time;

namespace {

int wait_in_session(pthread_cond_t* condition, pthread_mutex_t* mutex,
                    Nanoseconds deadline, const void* caller) {
  prepare_to_wait();
  bool timed_out = false;
  {
    Guard guard;
    Wait wait(Reason::condition, condition, deadline);
    wait.caller = caller;
    // Nobody can notify in between: that takes the runtime's lock.
    unlock_with_guard(mutex);
    if (deadline > world.now) {
      park(guard, wait);
    } else {
      wait.timed_out = true;
    }
    timed_out = wait.timed_out;
  }
  lock_in_session(mutex, never);
  return timed_out ? ETIMEDOUT : 0;
}

Nanoseconds monotonic(const timespec& time, bool wall_clock) {
  return nanoseconds(time) - (wall_clock ? wall_clock_ahead : 0);
}

/// The clock given to `pthread_condattr_setclock`, by the C library's bit.
bool uses_wall_clock(const pthread_cond_t& condition) {
  constexpr unsigned monotonic_bit = 2;
  return (condition.__data.__wrefs & monotonic_bit) == 0;
}

void notify(pthread_cond_t* condition, int count) {
  if (wakes_session()) {
    Guard guard;
    wake(Reason::condition, condition, count);
  }
}

}  // namespace

extern "C" {

int pthread_cond_wait(pthread_cond_t* condition, pthread_mutex_t* mutex) {
  const BlockingScope scope("condition_wait");
  if (!in_session()) {
    return REAL_CONDITION(pthread_cond_wait)(condition, mutex);
  }
  return wait_in_session(condition, mutex, never,
                         __builtin_return_address(0));
}

int pthread_cond_timedwait(pthread_cond_t* condition,
                           pthread_mutex_t* mutex, const timespec* time) {
  const BlockingScope scope("condition_wait");
  if (!in_session()) {
    return REAL_CONDITION(pthread_cond_timedwait)(condition, mutex, time);
  }
  return wait_in_session(condition, mutex,
                         monotonic(*time, uses_wall_clock(*condition)),
                         __builtin_return_address(0));
}

int pthread_cond_clockwait(pthread_cond_t* condition,
                           pthread_mutex_t* mutex, clockid_t clock,
                           const timespec* time) {
  const BlockingScope scope("condition_wait");
  if (!in_session()) {
    return VIRTUAL_TIME_REAL(pthread_cond_clockwait)(condition, mutex,
                                                     clock, time);
  }
  return wait_in_session(condition, mutex,
                         monotonic(*time, clock == CLOCK_REALTIME),
                         __builtin_return_address(0));
}

// A thread may have begun to wait before the session: wake it for real,
// too.

int pthread_cond_signal(pthread_cond_t* condition) noexcept {
  notify(condition, 1);
  return REAL_CONDITION(pthread_cond_signal)(condition);
}

int pthread_cond_broadcast(pthread_cond_t* condition) noexcept {
  notify(condition, INT32_MAX);
  return REAL_CONDITION(pthread_cond_broadcast)(condition);
}
}
