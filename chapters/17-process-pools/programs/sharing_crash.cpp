// One of three calculations crashes; its process ends, and no other.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <iostream>
#include <vector>

//! [sharing-crash]
int parse(int document) {
  if (document == 2) {
    std::abort();  // the library has a bug
  }
  return document * 10;
}

int main() {
  for (const int document : {1, 2, 3}) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::_exit(parse(document));
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    std::cout << "document " << document << ": ";
    if (WIFSIGNALED(status)) {
      std::cout << "lost, " << ::strsignal(WTERMSIG(status)) << std::endl;
    } else {
      std::cout << WEXITSTATUS(status) << " words" << std::endl;
    }
  }
}
//! [sharing-crash]
