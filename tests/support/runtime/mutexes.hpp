#pragma once

#include <pthread.h>

#include "scheduler.hpp"

/// Mutexes of the program, in a session.
namespace virtual_time {

/// Locks a mutex, parking the calling thread while another holds it. The
/// result of `pthread_mutex_lock`, or ETIMEDOUT.
int lock_in_session(pthread_mutex_t* mutex, Nanoseconds deadline);

/// Unlocks a mutex with the runtime's lock held; wakes one waiter.
int unlock_with_guard(pthread_mutex_t* mutex);

}  // namespace virtual_time
