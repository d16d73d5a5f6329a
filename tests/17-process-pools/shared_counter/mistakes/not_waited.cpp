// check: SharedCounter.AddsUpWhatTheChildrenCount
// diagnosis: not-waited
// Waits until all children say that they have counted, but never for them.
#include <unistd.h>

#include <course/shared_memory.hpp>

#include "shared_counter.hpp"

long shared_counter(const std::vector<Job>& jobs) {
  course::SharedValue<long> counter(0);
  course::SharedValue<std::size_t> ended(0);
  for (const Job& job : jobs) {
    if (::fork() == 0) {
      try {
        job([&](const Change& change) { return counter.update(change); });
      } catch (...) {
      }
      ended.update([](std::size_t number) { return number + 1; });
      ::_exit(0);
    }
  }
  while (ended.load() < jobs.size()) {
    ::usleep(1000);
  }
  return counter.load();
}
