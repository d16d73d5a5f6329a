// check: SharedCounter.SurvivesAChildThatIsKilled
// diagnosis: locked-by-the-dead
// A process-shared mutex that nobody gives back when its holder dies.
#include <pthread.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <new>

#include "shared_counter.hpp"

namespace {

struct Shared {
  pthread_mutex_t mutex;
  long counter = 0;

  Shared() {
    pthread_mutexattr_t kind;
    ::pthread_mutexattr_init(&kind);
    ::pthread_mutexattr_setpshared(&kind, PTHREAD_PROCESS_SHARED);
    ::pthread_mutex_init(&mutex, &kind);
    ::pthread_mutexattr_destroy(&kind);
  }
};

struct Locked {
  explicit Locked(pthread_mutex_t& which) : mutex(which) {
    ::pthread_mutex_lock(&mutex);
  }
  ~Locked() { ::pthread_mutex_unlock(&mutex); }
  pthread_mutex_t& mutex;
};

}  // namespace

long shared_counter(const std::vector<Job>& jobs) {
  void* const place =
      ::mmap(nullptr, sizeof(Shared), PROT_READ | PROT_WRITE,
             MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  auto& shared = *::new (place) Shared;
  for (const Job& job : jobs) {
    if (::fork() == 0) {
      try {
        job([&](const Change& change) {
          const Locked locked(shared.mutex);
          return shared.counter = change(shared.counter);
        });
      } catch (...) {
        ::_exit(1);
      }
      ::_exit(0);
    }
  }
  while (::wait(nullptr) > 0) {
  }
  const long result = shared.counter;
  ::munmap(place, sizeof(Shared));
  return result;
}
