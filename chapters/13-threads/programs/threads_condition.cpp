// A thread waits until another one has something for it.
#include <chrono>
#include <condition_variable>
#include <course/say.hpp>
#include <deque>
#include <mutex>
#include <string>
#include <thread>

using namespace std::chrono_literals;

//! [threads-condition]
std::mutex mutex;
std::condition_variable changed;
std::deque<std::string> hatch;

void put(std::string dish) {
  {
    const std::lock_guard lock(mutex);
    hatch.push_back(dish);
  }
  changed.notify_one();
}

std::string take() {
  std::unique_lock lock(mutex);
  changed.wait(lock, [] { return !hatch.empty(); });
  const std::string dish = hatch.front();
  hatch.pop_front();
  return dish;
}
//! [threads-condition]

int main() {
  std::jthread waiter([] {
    for (int i = 0; i < 3; ++i) {
      course::say("the waiter has the {}", take());
      std::this_thread::sleep_for(300ms);
    }
  });
  for (const char* dish : {"soup", "fish", "cake"}) {
    std::this_thread::sleep_for(dish[0] == 's' ? 1000ms : 200ms);
    course::say("the {} is ready", dish);
    put(dish);
    std::this_thread::sleep_for(1ms);
  }
}
