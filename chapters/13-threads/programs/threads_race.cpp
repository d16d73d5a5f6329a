// Two threads count in one variable, and nothing puts them in an order.
// recorded: tsan
#include <fmt/core.h>

#include <chrono>
#include <thread>

using namespace std::chrono_literals;

//! [threads-race]
int visitors = 0;

void count() {
  visitors = visitors + 1;
}

int main() {
  std::thread front_door([] { count(); });
  std::thread back_door([] {
    std::this_thread::sleep_for(10ms);  // long after the other one
    count();
  });
  front_door.join();
  back_door.join();
  fmt::print("{} visitors\n", visitors);
}
//! [threads-race]
