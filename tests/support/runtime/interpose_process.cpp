// Child processes. They live in real time.
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "blocking.hpp"
#include "children.hpp"
#include "scheduler.hpp"

VIRTUAL_TIME_CHAIN(fork);
VIRTUAL_TIME_CHAIN(posix_spawn);
VIRTUAL_TIME_CHAIN(posix_spawnp);
VIRTUAL_TIME_CHAIN(system);

using namespace virtual_time;

namespace {

void remember(pid_t child) {
  if (in_session()) {
    Guard guard;
    children.add(child);
  }
}

pid_t wait_for(pid_t child, int* status, int options, rusage* usage) {
  const auto ask = [&](int more_options) {
    return static_cast<pid_t>(real::with_errno(
        real::call(SYS_wait4, child, real::address(status),
                   options | more_options, real::address(usage))));
  };
  pid_t ended = ask(WNOHANG);
  if (ended == 0 && (options & WNOHANG) == 0) {
    const BlockingScope scope("wait_child");
    const Outside outside;
    ended = ask(0);
  }
  if (ended > 0 && in_session()) {
    Guard guard;
    children.forget(ended);
  }
  return ended;
}

}  // namespace

extern "C" {

pid_t fork() noexcept {
  const auto for_real = VIRTUAL_TIME_REAL(fork);
  if (local.inside) {
    return for_real();
  }
  pid_t child = 0;
  {
    Guard guard;  // so that the child does not inherit it from another
    child = for_real();
  }
  if (child == 0) {
    become_child();
  } else if (child > 0) {
    remember(child);
  }
  return child;
}

int posix_spawn(pid_t* child, const char* path,
                const posix_spawn_file_actions_t* actions,
                const posix_spawnattr_t* attributes,
                char* const arguments[], char* const environment[]) {
  pid_t spawned = 0;
  const int result = VIRTUAL_TIME_REAL(posix_spawn)(
      &spawned, path, actions, attributes, arguments, environment);
  if (result == 0) {
    remember(spawned);
    if (child) {
      *child = spawned;
    }
  }
  return result;
}

int posix_spawnp(pid_t* child, const char* file,
                 const posix_spawn_file_actions_t* actions,
                 const posix_spawnattr_t* attributes,
                 char* const arguments[], char* const environment[]) {
  pid_t spawned = 0;
  const int result = VIRTUAL_TIME_REAL(posix_spawnp)(
      &spawned, file, actions, attributes, arguments, environment);
  if (result == 0) {
    remember(spawned);
    if (child) {
      *child = spawned;
    }
  }
  return result;
}

pid_t waitpid(pid_t child, int* status, int options) {
  return wait_for(child, status, options, nullptr);
}
pid_t wait(int* status) {
  return wait_for(-1, status, 0, nullptr);
}
pid_t wait3(int* status, int options, rusage* usage) noexcept {
  return wait_for(-1, status, options, usage);
}
pid_t wait4(pid_t child, int* status, int options, rusage* usage) noexcept {
  return wait_for(child, status, options, usage);
}

int waitid(idtype_t type, id_t id, siginfo_t* info, int options) {
  const auto ask = [&](int more_options) {
    return static_cast<int>(real::with_errno(
        real::call(SYS_waitid, type, id, real::address(info),
                   options | more_options, 0)));
  };
  if (options & WNOHANG) {
    return ask(0);
  }
  const BlockingScope scope("wait_child");
  const Outside outside;
  return ask(0);
}

int system(const char* command) {
  const BlockingScope scope("system");
  const Outside outside;
  return VIRTUAL_TIME_REAL(system)(command);
}
}
