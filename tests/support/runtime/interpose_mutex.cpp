// Mutexes and reader-writer locks. A thread that waits for one is parked,
// so that the clock can move on to the moment when the holder lets go.
#include <pthread.h>

#include "blocking.hpp"
#include "busy.hpp"
#include "mutexes.hpp"
#include "scheduler.hpp"

VIRTUAL_TIME_CHAIN(pthread_mutex_clocklock);
VIRTUAL_TIME_CHAIN(pthread_mutex_lock);
VIRTUAL_TIME_CHAIN(pthread_mutex_timedlock);
VIRTUAL_TIME_CHAIN(pthread_mutex_trylock);
VIRTUAL_TIME_CHAIN(pthread_mutex_unlock);
VIRTUAL_TIME_CHAIN(pthread_rwlock_rdlock);
VIRTUAL_TIME_CHAIN(pthread_rwlock_tryrdlock);
VIRTUAL_TIME_CHAIN(pthread_rwlock_trywrlock);
VIRTUAL_TIME_CHAIN(pthread_rwlock_unlock);
VIRTUAL_TIME_CHAIN(pthread_rwlock_wrlock);

namespace virtual_time {

namespace {

/// A shorter wait for a mutex is ordinary life.
constexpr Nanoseconds long_wait = 1'000'000;

bool looks_free(const pthread_mutex_t& mutex) {
  return __atomic_load_n(&mutex.__data.__lock, __ATOMIC_RELAXED) == 0;
}

/// Parks the calling thread until `attempt` gives something else than
/// EBUSY. Every unlock of `key` ends in `wake_one`.
template <class Attempt>
int attempt_until(const void* key, Nanoseconds deadline, Attempt attempt) {
  prepare_to_wait();
  Guard guard;
  ++world.mutex_waiters;
  int result = attempt();
  while (result == EBUSY) {
    if (deadline <= world.now) {
      result = ETIMEDOUT;
      break;
    }
    Wait wait(Reason::mutex, key, deadline);
    park(guard, wait);
    if (!wait.done) {
      break;  // the session ended
    }
    result = attempt();
  }
  --world.mutex_waiters;
  return result;
}

void wake_one(const void* key) {
  // Pairs with the count that a waiter raises before its first attempt.
  std::atomic_thread_fence(std::memory_order_seq_cst);
  if (world.mutex_waiters > 0 && wakes_session()) {
    Guard guard;
    wake(Reason::mutex, key, 1);
  }
}

Nanoseconds monotonic(const timespec& time, clockid_t clock) {
  return nanoseconds(time) -
         (clock == CLOCK_REALTIME ? wall_clock_ahead : 0);
}

int lock_reader_writer(pthread_rwlock_t* lock,
                       int (*attempt)(pthread_rwlock_t*),
                       int (*real_lock)(pthread_rwlock_t*)) {
  if (!in_session() && !in_handler()) {
    return real_lock(lock);
  }
  if (const int result = attempt(lock); result != EBUSY) {
    return result;
  }
  const BlockingScope scope("mutex_wait", long_wait);
  if (in_session()) {
    const int result =
        attempt_until(lock, never, [&] { return attempt(lock); });
    if (result != EBUSY) {
      return result;
    }
  }
  return real_lock(lock);
}

}  // namespace

int lock_in_session(pthread_mutex_t* mutex, Nanoseconds deadline) {
  // A free mutex is locked the usual way, which lets a sanitizer check the
  // order of locks.
  if (!looks_free(*mutex)) {
    const int result = attempt_until(mutex, deadline, [&] {
      return VIRTUAL_TIME_REAL(pthread_mutex_trylock)(mutex);
    });
    if (result != EBUSY) {
      return result;
    }
  }
  return VIRTUAL_TIME_REAL(pthread_mutex_lock)(mutex);
}

int unlock_with_guard(pthread_mutex_t* mutex) {
  const int result = VIRTUAL_TIME_REAL(pthread_mutex_unlock)(mutex);
  if (world.mutex_waiters > 0) {
    wake(Reason::mutex, mutex, 1);
  }
  return result;
}

}  // namespace virtual_time

using namespace virtual_time;

extern "C" {

int pthread_mutex_lock(pthread_mutex_t* mutex) noexcept {
  if ((!in_session() && !in_handler()) || looks_free(*mutex)) {
    return VIRTUAL_TIME_REAL(pthread_mutex_lock)(mutex);
  }
  const BlockingScope scope("mutex_wait", long_wait);
  return in_session() ? lock_in_session(mutex, never)
                      : VIRTUAL_TIME_REAL(pthread_mutex_lock)(mutex);
}

int pthread_mutex_timedlock(pthread_mutex_t* mutex,
                            const timespec* time) noexcept {
  const BlockingScope scope("mutex_wait", long_wait);
  return in_session()
             ? lock_in_session(mutex, monotonic(*time, CLOCK_REALTIME))
             : VIRTUAL_TIME_REAL(pthread_mutex_timedlock)(mutex, time);
}

int pthread_mutex_clocklock(pthread_mutex_t* mutex, clockid_t clock,
                            const timespec* time) noexcept {
  const BlockingScope scope("mutex_wait", long_wait);
  return in_session() ? lock_in_session(mutex, monotonic(*time, clock))
                      : VIRTUAL_TIME_REAL(pthread_mutex_clocklock)(
                            mutex, clock, time);
}

int pthread_mutex_unlock(pthread_mutex_t* mutex) noexcept {
  const int result = VIRTUAL_TIME_REAL(pthread_mutex_unlock)(mutex);
  wake_one(mutex);
  return result;
}

int pthread_rwlock_rdlock(pthread_rwlock_t* lock) noexcept {
  return lock_reader_writer(lock,
                            VIRTUAL_TIME_REAL(pthread_rwlock_tryrdlock),
                            VIRTUAL_TIME_REAL(pthread_rwlock_rdlock));
}

int pthread_rwlock_wrlock(pthread_rwlock_t* lock) noexcept {
  return lock_reader_writer(lock,
                            VIRTUAL_TIME_REAL(pthread_rwlock_trywrlock),
                            VIRTUAL_TIME_REAL(pthread_rwlock_wrlock));
}

int pthread_rwlock_unlock(pthread_rwlock_t* lock) noexcept {
  const int result = VIRTUAL_TIME_REAL(pthread_rwlock_unlock)(lock);
  if (world.mutex_waiters > 0 && wakes_session()) {
    Guard guard;  // several readers may go on
    wake(Reason::mutex, lock, INT32_MAX);
  }
  return result;
}
}
