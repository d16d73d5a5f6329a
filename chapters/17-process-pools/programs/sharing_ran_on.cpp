// A child that forgets to end carries on with the parent's program.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>

//! [sharing-ran-on]
int main() {
  std::printf("report: ");
  const pid_t child = ::fork();
  if (child == 0) {
    std::printf("written by the child\n");
    return 0;  // and not _exit(0)
  }
  ::waitpid(child, nullptr, 0);
  std::printf("written by the parent\n");
}
//! [sharing-ran-on]
