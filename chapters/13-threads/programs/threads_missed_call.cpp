// A notification that comes before the wait is lost; a condition is not.
#include <chrono>
#include <condition_variable>
#include <course/say.hpp>
#include <mutex>
#include <thread>

using namespace std::chrono_literals;

std::mutex mutex;
std::condition_variable changed;
bool soup_is_ready = false;

void cook() {
  {
    const std::lock_guard lock(mutex);
    soup_is_ready = true;
  }
  changed.notify_one();
  course::say("the soup is ready");
}

int main() {
  cook();
  std::this_thread::sleep_for(100ms);  // the waiter is late
  std::unique_lock lock(mutex);
  //! [threads-missed-call]
  changed.wait_for(lock, 5s, [] { return soup_is_ready; });
  course::say("the waiter who looks has the soup");
  changed.wait_for(lock, 5s);
  course::say("the waiter who only listens has given up");
  //! [threads-missed-call]
}
