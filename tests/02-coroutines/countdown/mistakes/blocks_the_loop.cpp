// check: Countdown.AnnouncesANumberEverySecond
// verdict: blocked_loop
// Sleeps as a thread does. The numbers come on time, and nothing else does.
#include <chrono>
#include <thread>

#include "countdown.hpp"

using namespace std::chrono_literals;

asio::awaitable<void> countdown(int from, Announce announce) {
  announce(from);
  for (int number = from - 1; number >= 0; --number) {
    std::this_thread::sleep_for(1s);
    announce(number);
  }
  co_return;
}
