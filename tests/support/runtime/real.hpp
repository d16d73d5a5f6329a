#pragma once

#include <dlfcn.h>
#include <poll.h>
#include <sys/syscall.h>
#include <time.h>

#include <atomic>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

#ifndef __x86_64__
#error "The virtual-time runtime knows the system calls of x86-64 only."
#endif

/// What lies below the replaced functions: the kernel, and the definitions
/// that would have been called without this runtime.
namespace virtual_time {

/// Times inside the runtime are plain nanoseconds.
using Nanoseconds = std::int64_t;
inline constexpr Nanoseconds never = INT64_MAX;
inline constexpr Nanoseconds one_second = 1'000'000'000;

inline Nanoseconds later(Nanoseconds from, Nanoseconds by) {
  return by > never - from ? never : from + by;
}
inline Nanoseconds nanoseconds(const timespec& time) {
  if (time.tv_sec >= never / one_second) {
    return never;
  }
  return Nanoseconds(time.tv_sec) * one_second + time.tv_nsec;
}
inline timespec to_timespec(Nanoseconds time) {
  time = time < 0 ? 0 : time;
  return {time / one_second, time % one_second};
}

namespace real {

/// A system call that goes through no replaceable symbol and leaves `errno`
/// alone. Returns the result or the negative error number.
inline long call(long number, long a = 0, long b = 0, long c = 0,
                 long d = 0, long e = 0, long f = 0) {
  register long r10 __asm__("r10") = d;
  register long r8 __asm__("r8") = e;
  register long r9 __asm__("r9") = f;
  long result;
  __asm__ volatile("syscall"
                   : "=a"(result)
                   : "a"(number), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8),
                     "r"(r9)
                   : "rcx", "r11", "memory");
  return result;
}

inline long address(const volatile void* pointer) {
  return reinterpret_cast<long>(pointer);
}

/// The C library's convention: -1, with the error number in `errno`.
inline long with_errno(long result) {
  if (result < 0 && result > -4096) {
    errno = static_cast<int>(-result);
    return -1;
  }
  return result;
}

inline Nanoseconds clock(clockid_t id) {
  timespec time{};
  call(SYS_clock_gettime, id, address(&time));
  return nanoseconds(time);
}
inline Nanoseconds now() {
  return clock(CLOCK_MONOTONIC);
}

/// The kernel's poll; waits for ever when `limit` is `never`.
int poll(pollfd* descriptors, std::size_t count, Nanoseconds limit);
bool ready(int descriptor, short events);

/// Sleeps until `word` differs from `seen`, is woken, or the limit passes;
/// false in the last case.
bool wait_on(const std::atomic<int>& word, int seen, Nanoseconds limit);
void wake_all(const std::atomic<int>& word);

/// The C library's definition of `name`.
void* next(const char* name, const char* version);

}  // namespace real

/// Memory straight from the kernel. The runtime orders its accesses by a
/// lock that a race detector cannot see; malloc would have it report them.
template <class T>
struct PageAllocator {
  // NOLINTBEGIN(bugprone-sizeof-expression): T may be a pointer
  using value_type = T;
  PageAllocator() = default;
  template <class U>
  explicit constexpr PageAllocator(const PageAllocator<U>&) noexcept {}

  T* allocate(std::size_t count) {
    constexpr long read_write = 3;
    constexpr long private_anonymous = 0x22;
    const long memory =
        real::call(SYS_mmap, 0, static_cast<long>(count * sizeof(T)),
                   read_write, private_anonymous, -1, 0);
    if (memory < 0 && memory > -4096) {
      throw std::bad_alloc();
    }
    return reinterpret_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) noexcept {
    real::call(SYS_munmap, real::address(memory),
               static_cast<long>(count * sizeof(T)));
  }
  // NOLINTEND(bugprone-sizeof-expression)
  bool operator==(const PageAllocator&) const = default;
};
template <class T>
using PageVector = std::vector<T, PageAllocator<T>>;

}  // namespace virtual_time

/// Declares, outside any namespace, the entry by which a sanitizer offers
/// its own version of a function. It is null without sanitizers. Clang
/// links these statically, so that looking for the next symbol would skip
/// them.
#define VIRTUAL_TIME_CHAIN(name) \
  extern "C" __attribute__((weak)) decltype(::name) __interceptor_##name

/// The function that `name` would be without this runtime.
#define VIRTUAL_TIME_REAL_VERSION(name, version)                        \
  ([] {                                                                 \
    static std::atomic<void*> found{nullptr};                           \
    if (&__interceptor_##name) {                                        \
      return &__interceptor_##name;                                     \
    }                                                                   \
    void* function = found.load(std::memory_order_acquire);             \
    if (!function) {                                                    \
      function = ::virtual_time::real::next(#name, version);            \
      found.store(function, std::memory_order_release);                 \
    }                                                                   \
    return reinterpret_cast<decltype(&__interceptor_##name)>(function); \
  }())
#define VIRTUAL_TIME_REAL(name) VIRTUAL_TIME_REAL_VERSION(name, nullptr)
