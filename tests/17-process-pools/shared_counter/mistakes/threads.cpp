// check: SharedCounter.RunsEachJobInAProcessOfItsOwn
// diagnosis: no-process
// Threads share everything, so the counter is right, and so is each crash.
#include <mutex>
#include <thread>

#include "shared_counter.hpp"

long shared_counter(const std::vector<Job>& jobs) {
  long counter = 0;
  std::mutex mutex;
  {
    std::vector<std::jthread> threads;
    for (const Job& job : jobs) {
      threads.emplace_back([&] {
        try {
          job([&](const Change& change) {
            const std::lock_guard lock(mutex);
            return counter = change(counter);
          });
        } catch (...) {
        }
      });
    }
  }
  return counter;
}
