#pragma once

#include <chrono>
#include <ctime>

/// Provided by the virtual-time runtime, absent without it: the calling
/// thread computes for `ns` nanoseconds of virtual time.
extern "C" __attribute__((weak)) void course_virtual_time_work(
    long long ns);

namespace course {

namespace detail {

inline std::chrono::nanoseconds thread_cpu_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) +
         std::chrono::nanoseconds(time.tv_nsec);
}

inline bool work_in_virtual_time(std::chrono::nanoseconds duration) {
  if (!course_virtual_time_work)
    return false;
  const auto begin = std::chrono::steady_clock::now();
  course_virtual_time_work(duration.count());
  // The runtime may be linked in and not installed: then nothing passed.
  return std::chrono::steady_clock::now() - begin >= duration;
}

}  // namespace detail

/// Stands for a computation: keeps the processor busy for `duration` and
/// does not give the thread away. In real time it burns that much CPU time
/// of the calling thread; in virtual time it advances the clock.
inline void work_for(std::chrono::nanoseconds duration) {
  if (detail::work_in_virtual_time(duration))
    return;
  const auto end = detail::thread_cpu_time() + duration;
  while (detail::thread_cpu_time() < end) {
  }
}

}  // namespace course
