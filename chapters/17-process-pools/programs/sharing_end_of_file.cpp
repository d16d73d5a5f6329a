// A pipe ends when its last writing end is closed, in whatever process.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <iostream>

//! [sharing-end-of-file]
void look(int in) {
  char byte = 0;
  const ssize_t size = ::read(in, &byte, 1);
  std::cout << (size == 0         ? "end of file"
                : errno == EAGAIN ? "nothing yet: somebody may write"
                                  : "a byte")
            << std::endl;
}

int main() {
  int ends[2];
  if (::pipe2(ends, O_NONBLOCK) != 0) {
    return 1;
  }
  const pid_t child = ::fork();
  if (child == 0) {
    ::_exit(0);
  }
  ::waitpid(child, nullptr, 0);
  std::cout << "the child has ended: ";
  look(ends[0]);
  ::close(ends[1]);
  std::cout << "our own end is closed: ";
  look(ends[0]);
}
//! [sharing-end-of-file]
