// variant: an atomic in shared memory, and no lock
// Changes without a lock, and again if somebody was faster.
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <new>

#include "shared_counter.hpp"

long shared_counter(const std::vector<Job>& jobs) {
  using Counter = std::atomic<long>;
  static_assert(Counter::is_always_lock_free);
  void* const place =
      ::mmap(nullptr, sizeof(Counter), PROT_READ | PROT_WRITE,
             MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto& counter = *::new (place) Counter(0);
  const auto count = [&](const Change& change) {
    long old = counter.load();
    long value = change(old);
    while (!counter.compare_exchange_strong(old, value)) {
      value = change(old);
    }
    return value;
  };
  for (const Job& job : jobs) {
    if (::fork() == 0) {
      try {
        job(count);
      } catch (...) {
        ::_exit(1);
      }
      ::_exit(0);
    }
  }
  while (::wait(nullptr) > 0) {
  }
  const long result = counter;
  ::munmap(place, sizeof(Counter));
  return result;
}
