#pragma once

#include <chrono>
#include <ctime>

/// Provided by the virtual-time runtime, absent without it: 1 while time is
/// virtual.
extern "C" __attribute__((weak)) int course_virtual_time_active(void);

namespace course::detail {

inline bool time_is_virtual() {
  return course_virtual_time_active && course_virtual_time_active();
}

/// Processor time that the calling thread has used so far.
inline std::chrono::nanoseconds thread_processor_time() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) +
         std::chrono::nanoseconds(time.tv_nsec);
}

}  // namespace course::detail
