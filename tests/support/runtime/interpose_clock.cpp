// Clocks and sleeps.
#include <sched.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "blocking.hpp"
#include "busy.hpp"
#include "scheduler.hpp"

VIRTUAL_TIME_CHAIN(clock_gettime);
VIRTUAL_TIME_CHAIN(clock_nanosleep);
VIRTUAL_TIME_CHAIN(nanosleep);
VIRTUAL_TIME_CHAIN(sched_yield);
VIRTUAL_TIME_CHAIN(sleep);
VIRTUAL_TIME_CHAIN(usleep);

using namespace virtual_time;

namespace {

void sleep_until(Nanoseconds deadline) {
  prepare_to_wait();
  Guard guard;
  if (deadline > world.now) {
    Wait wait(Reason::sleep, nullptr, deadline);
    park(guard, wait);
  }
}

void sleep_for(Nanoseconds duration) {
  if (duration > 0) {
    sleep_until(later(world.now, duration));
  }
}

bool is_wall_clock(clockid_t clock) {
  return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE;
}

/// Whether virtual time replaces this clock; processor time stays real.
bool is_virtual(clockid_t clock) {
  switch (clock) {
    case CLOCK_MONOTONIC:
    case CLOCK_MONOTONIC_RAW:
    case CLOCK_MONOTONIC_COARSE:
    case CLOCK_BOOTTIME:
      return true;
    default:
      return is_wall_clock(clock);
  }
}

}  // namespace

extern "C" {

int clock_gettime(clockid_t clock, timespec* result) noexcept {
  if (!in_session() || !is_virtual(clock)) {
    return VIRTUAL_TIME_REAL(clock_gettime)(clock, result);
  }
  count_idle_read();
  *result = to_timespec(world.now +
                        (is_wall_clock(clock) ? wall_clock_ahead : 0));
  return 0;
}

time_t time(time_t* result) noexcept {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  if (result) {
    *result = now.tv_sec;
  }
  return now.tv_sec;
}

int gettimeofday(timeval* result, void*) noexcept {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  *result = {now.tv_sec, now.tv_nsec / 1'000};
  return 0;
}

int timespec_get(timespec* result, int base) noexcept {
  return base == TIME_UTC && clock_gettime(CLOCK_REALTIME, result) == 0
             ? base
             : 0;
}

int nanosleep(const timespec* duration, timespec* remaining) {
  const BlockingScope scope("sleep");
  if (!in_session()) {
    return VIRTUAL_TIME_REAL(nanosleep)(duration, remaining);
  }
  sleep_for(nanoseconds(*duration));
  return 0;
}

int clock_nanosleep(clockid_t clock, int flags, const timespec* time,
                    timespec* remaining) {
  const BlockingScope scope("sleep");
  if (!in_session() || !is_virtual(clock)) {
    return VIRTUAL_TIME_REAL(clock_nanosleep)(clock, flags, time,
                                              remaining);
  }
  if (flags & TIMER_ABSTIME) {
    sleep_until(nanoseconds(*time) -
                (is_wall_clock(clock) ? wall_clock_ahead : 0));
  } else {
    sleep_for(nanoseconds(*time));
  }
  return 0;
}

int usleep(useconds_t microseconds) {
  const BlockingScope scope("sleep");
  if (!in_session()) {
    return VIRTUAL_TIME_REAL(usleep)(microseconds);
  }
  sleep_for(Nanoseconds(microseconds) * 1'000);
  return 0;
}

unsigned sleep(unsigned seconds) {
  const BlockingScope scope("sleep");
  if (!in_session()) {
    return VIRTUAL_TIME_REAL(sleep)(seconds);
  }
  sleep_for(seconds * one_second);
  return 0;
}

int sched_yield() noexcept {
  if (!in_session()) {
    return VIRTUAL_TIME_REAL(sched_yield)();
  }
  count_idle_read();
  yield_turn();
  return 0;
}
}
