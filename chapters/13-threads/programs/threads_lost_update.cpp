// Two threads read before either of them writes: one visitor is lost.
#include <fmt/core.h>

#include <atomic>
#include <barrier>
#include <thread>

//! [threads-lost-update]
std::atomic<int> visitors = 0;
std::barrier both_have_read(2);

void count() {
  const int before = visitors;  // 0 in both threads
  both_have_read.arrive_and_wait();
  visitors = before + 1;  // 1 in both threads
}
//! [threads-lost-update]

int main() {
  {
    std::jthread front_door(count);
    std::jthread back_door(count);
  }
  fmt::print("2 visitors came, {} was counted\n", visitors.load());
}
