#include "shared_counter.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <course/shared_memory.hpp>
#include <stdexcept>

// BEGIN SOLUTION
namespace {

/// The child's whole life. Nothing leaves it, neither by return nor by
/// exception: behind it stands a copy of its parent's program.
[[noreturn]] void live(const Job& job, course::SharedValue<long>& counter) {
  try {
    job([&](const Change& change) { return counter.update(change); });
  } catch (...) {
    ::_exit(1);
  }
  ::_exit(0);
}

}  // namespace

// END SOLUTION
long shared_counter(const std::vector<Job>& jobs) {
  // BEGIN SOLUTION
  // STUB: // Fork a child for each job, and let them share a counter.
  // STUB: throw std::logic_error("shared_counter is not written yet");
  course::SharedValue<long> counter(0);
  std::vector<pid_t> children;
  for (const Job& job : jobs) {
    const pid_t child = ::fork();
    if (child == 0) {
      live(job, counter);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    ::waitpid(child, nullptr, 0);
  }
  return counter.load();
  // END SOLUTION
}
