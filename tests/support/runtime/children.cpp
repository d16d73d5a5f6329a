#include "children.hpp"

#include <sys/wait.h>

namespace virtual_time {

[[clang::no_destroy]] constinit Children children;

void Children::add(pid_t child) {
  all_.push_back(child);
}
void Children::forget(pid_t child) {
  std::erase(all_, child);
}
void Children::clear() {
  all_.clear();
}

bool Children::any_alive() {
  std::erase_if(all_, [](pid_t child) {
    siginfo_t end{};
    const long result =
        real::call(SYS_waitid, P_PID, child, real::address(&end),
                   WEXITED | WNOHANG | WNOWAIT, 0);
    return result < 0 || end.si_pid == child;
  });
  return !all_.empty();
}

}  // namespace virtual_time
