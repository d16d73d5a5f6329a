#include "shared_counter.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <course/shared_memory.hpp>
#include <stdexcept>

long shared_counter(const std::vector<Job>& jobs) {
  // Fork a child for each job, and let them share a counter.
  throw std::logic_error("shared_counter is not written yet");
}
