// check: SharedCounter.CountsInOneStep
// diagnosis: two-steps
// load and store each take the lock, and give it back between them.
#include <sys/wait.h>
#include <unistd.h>

#include <course/shared_memory.hpp>

#include "shared_counter.hpp"

long shared_counter(const std::vector<Job>& jobs) {
  course::SharedValue<long> counter(0);
  std::vector<pid_t> children;
  for (const Job& job : jobs) {
    const pid_t child = ::fork();
    if (child == 0) {
      try {
        job([&](const Change& change) {
          const long value = change(counter.load());
          counter.store(value);
          return value;
        });
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
  return counter.load();
}
