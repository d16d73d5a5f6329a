#pragma once

#include <chrono>

#include "exec_scope.hpp"
#include "processor_time.hpp"

/// Provided by the virtual-time runtime, absent without it: the calling
/// thread computes for that long in virtual time.
extern "C" __attribute__((weak)) void course_virtual_time_work(
    long long nanoseconds);

namespace course {

/// Stands for a computation: keeps the processor busy for `duration` and
/// does not give the thread away. In real time it burns that much processor
/// time of the calling thread; in virtual time it advances the clock.
inline void work_for(std::chrono::nanoseconds duration) {
  detail::Computation computation;
  if (detail::time_is_virtual()) {
    course_virtual_time_work(duration.count());
    return;
  }
  const auto end = detail::thread_processor_time() + duration;
  while (detail::thread_processor_time() < end)
    computation.check();
}

}  // namespace course
