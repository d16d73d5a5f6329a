// A process is killed while it holds a lock that others need.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/interprocess/anonymous_shared_memory.hpp>
#include <boost/interprocess/sync/interprocess_mutex.hpp>
#include <course/shared_memory.hpp>
#include <iostream>
#include <new>

namespace interprocess = boost::interprocess;

//! [sharing-holder-dies]
void with_the_mutex_of_boost() {
  auto memory = interprocess::anonymous_shared_memory(4096);
  auto& mutex =
      *new (memory.get_address()) interprocess::interprocess_mutex;
  if (::fork() == 0) {
    mutex.lock();
    ::raise(SIGKILL);
  }
  ::wait(nullptr);
  for (int i = 0; i < 2; ++i) {
    try {
      mutex.lock();
    } catch (const interprocess::lock_exception& error) {
      std::cout << "interprocess_mutex: " << error.what() << std::endl;
    }
  }
}

void with_a_shared_value() {
  course::SharedValue<int> stock(10);
  if (::fork() == 0) {
    stock.update([](int) -> int {
      ::raise(SIGKILL);
      return 0;
    });
  }
  ::wait(nullptr);
  std::cout << "SharedValue: " << stock.update([](int value) {
    return value - 1;
  }) << std::endl;
}
//! [sharing-holder-dies]

int main() {
  with_the_mutex_of_boost();
  with_a_shared_value();
}
