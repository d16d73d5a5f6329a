#include "real.hpp"

#include <linux/futex.h>

#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>

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

namespace {

void* look_up(void* where, const char* name, const char* version) {
  // An unversioned look-up may find the oldest of several versions.
  void* function = version ? dlvsym(where, name, version) : nullptr;
  return function ? function : dlsym(where, name);
}

bool in_c_library(void* function) {
  Dl_info owner{};
  return dladdr(function, &owner) != 0 && owner.dli_fname &&
         std::strstr(owner.dli_fname, "/libc.so");
}

}  // namespace

void* next(const char* name, const char* version) {
  void* function = look_up(RTLD_NEXT, name, version);
  // A program may be linked with this runtime and have another copy of it
  // preloaded: the two would call each other for ever.
  if (function && !in_c_library(function)) {
    if (void* c_library = dlopen("libc.so.6", RTLD_LAZY | RTLD_NOLOAD)) {
      function = look_up(c_library, name, version);
    }
  }
  if (!function) {
    std::fprintf(stderr, "virtual time: the C library has no %s\n", name);
    std::abort();
  }
  return function;
}

}  // namespace virtual_time::real
