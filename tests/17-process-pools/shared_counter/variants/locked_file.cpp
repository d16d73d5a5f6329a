// variant: a file in memory, and its lock
// The kernel gives the lock of a file back when its holder ends.
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "shared_counter.hpp"

namespace {

struct Locked {
  explicit Locked(int which) : file(which) {
    ::lseek(file, 0, SEEK_SET);
    while (::lockf(file, F_LOCK, 0) != 0) {
    }
  }
  ~Locked() {
    ::lseek(file, 0, SEEK_SET);
    (void)::lockf(file, F_ULOCK, 0);
  }
  int file;
};

long value_in(int file) {
  long value = 0;
  (void)::pread(file, &value, sizeof value, 0);
  return value;
}

}  // namespace

long shared_counter(const std::vector<Job>& jobs) {
  const int file = ::memfd_create("counter", 0);
  const auto count = [file](const Change& change) {
    const Locked locked(file);
    const long value = change(value_in(file));
    (void)::pwrite(file, &value, sizeof value, 0);
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
  const long result = value_in(file);
  ::close(file);
  return result;
}
