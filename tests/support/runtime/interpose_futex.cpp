// Futexes (std::future, std::latch, std::atomic::wait ...) and POSIX
// semaphores.
#include <linux/futex.h>
#include <semaphore.h>
#include <unistd.h>

#include <cstdarg>

#include "blocking.hpp"
#include "busy.hpp"
#include "scheduler.hpp"

VIRTUAL_TIME_CHAIN(sem_clockwait);
VIRTUAL_TIME_CHAIN(sem_post);
VIRTUAL_TIME_CHAIN(sem_timedwait);
VIRTUAL_TIME_CHAIN(sem_trywait);
VIRTUAL_TIME_CHAIN(sem_wait);

using namespace virtual_time;

namespace {

struct FutexCall {
  const int* word;
  int operation;  ///< without its flags
  bool wall_clock;
  int value;
  const timespec* time;
};

long wait_on_futex(const FutexCall& call) {
  Nanoseconds deadline = never;
  if (call.time) {  // FUTEX_WAIT is relative, FUTEX_WAIT_BITSET absolute
    deadline = nanoseconds(*call.time);
    deadline = call.operation == FUTEX_WAIT
                   ? later(world.now, deadline)
                   : deadline - (call.wall_clock ? wall_clock_ahead : 0);
  }
  prepare_to_wait();
  Guard guard;
  if (__atomic_load_n(call.word, __ATOMIC_SEQ_CST) != call.value) {
    return -EAGAIN;
  }
  Wait wait(Reason::futex, call.word, deadline);
  if (deadline > world.now) {
    park(guard, wait);
  } else {
    wait.timed_out = true;
  }
  return wait.timed_out ? -ETIMEDOUT : 0;
}

bool is_wait(int operation) {
  return operation == FUTEX_WAIT || operation == FUTEX_WAIT_BITSET;
}

/// Waits for a semaphore; null when the session ends meanwhile.
bool wait_for_semaphore(sem_t* semaphore, Nanoseconds deadline,
                        int& result) {
  prepare_to_wait();
  Guard guard;
  while (VIRTUAL_TIME_REAL(sem_trywait)(semaphore) != 0) {
    if (deadline <= world.now) {
      errno = ETIMEDOUT;
      result = -1;
      return true;
    }
    Wait wait(Reason::semaphore, semaphore, deadline);
    park(guard, wait);
    if (!wait.done) {
      return false;
    }
  }
  result = 0;
  return true;
}

bool immediately(sem_t* semaphore) {
  const int error = errno;
  const bool taken = VIRTUAL_TIME_REAL(sem_trywait)(semaphore) == 0;
  errno = error;
  return taken;
}

}  // namespace

extern "C" {

long syscall(long number, ...) noexcept {
  va_list list;
  va_start(list, number);
  long a[6];
  for (long& argument : a) {
    argument = va_arg(list, long);
  }
  va_end(list);
  const auto for_real = [&] {
    return real::call(number, a[0], a[1], a[2], a[3], a[4], a[5]);
  };
  if (number != SYS_futex || local.inside) {
    return real::with_errno(for_real());
  }
  const FutexCall futex{
      .word = reinterpret_cast<const int*>(a[0]),
      .operation = static_cast<int>(a[1]) &
                   ~(FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME),
      .wall_clock = (a[1] & FUTEX_CLOCK_REALTIME) != 0,
      .value = static_cast<int>(a[2]),
      .time = reinterpret_cast<const timespec*>(a[3])};
  if (is_wait(futex.operation)) {
    const BlockingScope scope(kind_of_futex(__builtin_return_address(0)));
    return real::with_errno(in_session() ? wait_on_futex(futex)
                                         : for_real());
  }
  int woken = 0;
  if (futex.operation == FUTEX_WAKE && wakes_session()) {
    Guard guard;
    woken = wake(Reason::futex, futex.word, futex.value);
  }
  const long result = for_real();
  return real::with_errno(result < 0 ? result : result + woken);
}

int sem_wait(sem_t* semaphore) {
  if (immediately(semaphore)) {
    return 0;
  }
  const BlockingScope scope("semaphore_wait");
  int result = 0;
  return in_session() && wait_for_semaphore(semaphore, never, result)
             ? result
             : VIRTUAL_TIME_REAL(sem_wait)(semaphore);
}

int sem_timedwait(sem_t* semaphore, const timespec* time) {
  if (immediately(semaphore)) {
    return 0;
  }
  const BlockingScope scope("semaphore_wait");
  int result = 0;
  return in_session() && wait_for_semaphore(
                             semaphore,
                             nanoseconds(*time) - wall_clock_ahead, result)
             ? result
             : VIRTUAL_TIME_REAL(sem_timedwait)(semaphore, time);
}

int sem_clockwait(sem_t* semaphore, clockid_t clock, const timespec* time) {
  if (immediately(semaphore)) {
    return 0;
  }
  const BlockingScope scope("semaphore_wait");
  const Nanoseconds ahead = clock == CLOCK_REALTIME ? wall_clock_ahead : 0;
  int result = 0;
  return in_session() && wait_for_semaphore(
                             semaphore, nanoseconds(*time) - ahead, result)
             ? result
             : VIRTUAL_TIME_REAL(sem_clockwait)(semaphore, clock, time);
}

int sem_post(sem_t* semaphore) noexcept {
  const int result = VIRTUAL_TIME_REAL(sem_post)(semaphore);
  if (wakes_session()) {
    Guard guard;
    wake(Reason::semaphore, semaphore, 1);
  }
  return result;
}
}
