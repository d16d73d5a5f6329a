// What is left of the parent after fork, and after fork + exec.
#include <sys/wait.h>
#include <unistd.h>

#include <iostream>
#include <string>

//! [sharing-exec]
int temperature = 20;

int main(int argc, char** argv) {
  if (argc > 1) {
    std::cout << "executed: " << argv[1] << ", temperature " << temperature
              << std::endl;
    return 0;
  }
  temperature = 35;
  if (::fork() == 0) {
    std::cout << "forked: temperature " << temperature << std::endl;
    ::_exit(0);
  }
  ::wait(nullptr);
  if (::fork() == 0) {
    const std::string word = "argument " + std::to_string(temperature);
    ::execl("/proc/self/exe", argv[0], word.c_str(), nullptr);
    ::_exit(127);
  }
  ::wait(nullptr);
}
//! [sharing-exec]
