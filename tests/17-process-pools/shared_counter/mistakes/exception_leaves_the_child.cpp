// check: SharedCounter.KeepsAnExceptionInItsProcess
// diagnosis: exception-leaves-the-child
// The child ends with _exit if its job returns, and only then.
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
      job([&](const Change& change) { return counter.update(change); });
      ::_exit(0);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    ::waitpid(child, nullptr, 0);
  }
  return counter.load();
}
