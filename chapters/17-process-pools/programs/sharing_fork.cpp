// Two child processes count, and their parent sees nothing of it.
#include <sys/wait.h>
#include <unistd.h>

#include <iostream>

int counter = 0;

//! [sharing-fork]
void count() {
  for (int i = 0; i < 1'000'000; ++i) {
    counter += 1;
  }
  std::cout << "child: " << counter << std::endl;
}

int main() {
  for (int i = 0; i < 2; ++i) {
    const pid_t child = ::fork();
    if (child == 0) {
      count();
      ::_exit(0);
    }
    ::waitpid(child, nullptr, 0);
  }
  std::cout << "parent: " << counter << std::endl;
}
//! [sharing-fork]
