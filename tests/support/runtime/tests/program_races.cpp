// Has a data race that ThreadSanitizer must report although the runtime
// takes turns between the threads.
#include <chrono>
#include <mutex>
#include <thread>

#include "virtual_time.hpp"

int main() {
  const virtual_time::Session session;
  int counter = 0;
  std::mutex mutex;
  int guarded = 0;
  const auto work = [&](std::chrono::milliseconds pause) {
    std::this_thread::sleep_for(pause);
    ++counter;
    const std::lock_guard lock(mutex);
    ++guarded;
  };
  std::thread first(work, std::chrono::milliseconds(10));
  std::thread second(work, std::chrono::milliseconds(11));
  first.join();
  second.join();
}
