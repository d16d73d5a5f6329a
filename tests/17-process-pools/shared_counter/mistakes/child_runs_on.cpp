// check: SharedCounter.AddsUpWhatTheChildrenCount
// diagnosis: child-runs-on
// The child leaves the loop and returns like its parent.
#include <sys/wait.h>
#include <unistd.h>

#include <course/shared_memory.hpp>

#include "shared_counter.hpp"

long shared_counter(const std::vector<Job>& jobs) {
  course::SharedValue<long> counter(0);
  for (const Job& job : jobs) {
    if (::fork() == 0) {
      job([&](const Change& change) { return counter.update(change); });
      return 0;
    }
  }
  while (::wait(nullptr) > 0) {
  }
  return counter.load();
}
