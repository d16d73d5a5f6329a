#include "real.hpp"

#include <linux/futex.h>

#include <climits>
#include <cstdio>
#include <cstdlib>

namespace virtual_time::real {

int poll(pollfd* descriptors, std::size_t count, Nanoseconds limit) {
  timespec time = to_timespec(limit);
  return static_cast<int>(call(SYS_ppoll, address(descriptors),
                               static_cast<long>(count),
                               limit == never ? 0 : address(&time), 0, 8));
}

bool ready(int descriptor, short events) {
  pollfd one{descriptor, events, 0};
  return poll(&one, 1, 0) > 0;
}

bool wait_on(const std::atomic<int>& word, int seen, Nanoseconds limit) {
  timespec time = to_timespec(limit);
  return call(SYS_futex, address(&word), FUTEX_WAIT_PRIVATE, seen,
              limit == never ? 0 : address(&time)) != -ETIMEDOUT;
}

void wake_all(const std::atomic<int>& word) {
  call(SYS_futex, address(&word), FUTEX_WAKE_PRIVATE, INT_MAX);
}

void* next(const char* name, const char* version) {
  // An unversioned look-up may find the oldest of several versions.
  void* function = version ? dlvsym(RTLD_NEXT, name, version) : nullptr;
  if (!function) {
    function = dlsym(RTLD_NEXT, name);
  }
  if (!function) {
    std::fprintf(stderr, "virtual time: the C library has no %s\n", name);
    std::abort();
  }
  return function;
}

}  // namespace virtual_time::real
