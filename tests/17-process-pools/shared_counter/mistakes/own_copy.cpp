// check: SharedCounter.AddsUpWhatTheChildrenCount
// diagnosis: own-copy
// A variable that every child changes: each its own copy.
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>

#include "shared_counter.hpp"

long shared_counter(const std::vector<Job>& jobs) {
  static std::atomic<long> counter;
  counter = 0;
  std::vector<pid_t> children;
  for (const Job& job : jobs) {
    const pid_t child = ::fork();
    if (child == 0) {
      try {
        job([](const Change& change) { return counter = change(counter); });
      } catch (...) {
        ::_exit(1);
      }
      ::_exit(0);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    ::waitpid(child, nullptr, 0);
  }
  return counter;
}
