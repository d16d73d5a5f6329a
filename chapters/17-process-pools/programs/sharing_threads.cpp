// A lock that another thread held at the fork is locked for ever.
#include <sys/wait.h>
#include <unistd.h>

#include <iostream>
#include <latch>
#include <mutex>
#include <thread>

//! [sharing-threads]
int main() {
  std::mutex prices;
  std::latch locked(1);
  std::latch forked(1);
  std::jthread reader([&] {
    const std::lock_guard lock(prices);
    locked.count_down();
    forked.wait();
  });
  locked.wait();
  const pid_t child = ::fork();
  if (child == 0) {
    std::cout << "child: prices are "
              << (prices.try_lock() ? "free" : "locked by nobody")
              << std::endl;
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
  forked.count_down();
  reader.join();
  std::cout << "parent: prices are "
            << (prices.try_lock() ? "free" : "locked") << std::endl;
}
//! [sharing-threads]
