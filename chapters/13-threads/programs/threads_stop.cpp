// A thread that is asked to stop, and looks for the request.
#include <chrono>
#include <condition_variable>
#include <course/say.hpp>
#include <mutex>
#include <stop_token>
#include <thread>

using namespace std::chrono_literals;

//! [threads-stop]
void watch_the_door(std::stop_token stop) {
  std::mutex mutex;
  std::condition_variable_any bell;
  std::unique_lock lock(mutex);
  while (!stop.stop_requested()) {
    course::say("nobody at the door");
    bell.wait_for(lock, stop, 500ms, [] { return false; });
  }
  course::say("the watchman goes home");
}

int main() {
  std::jthread watchman(watch_the_door);
  std::this_thread::sleep_for(1200ms);
  course::say("closing time");
}  // ~jthread: request_stop(), then join()
//! [threads-stop]
