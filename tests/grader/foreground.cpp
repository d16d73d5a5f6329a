#include "foreground.hpp"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "error.hpp"
#include "interrupt.hpp"
#include "words.hpp"

namespace grader {

int run_in_foreground(const std::vector<std::string>& command,
                      const std::vector<std::string>& environment) {
  std::vector<char*> arguments;
  for (const std::string& argument : command)
    arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);
  std::fflush(nullptr);
  pid_t grader = ::getpid();
  pid_t program = ::fork();
  if (program == 0) {
    for (int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE})
      ::signal(signal, SIG_DFL);
    // Killed or not, we leave no program behind.
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != grader)
      ::_exit(1);
    for (const std::string& variable : environment)
      ::putenv(const_cast<char*>(variable.c_str()));
    ::execvp(arguments[0], arguments.data());
    ::_exit(127);
  }
  if (program < 0)
    throw InputError(
        tr("cannot start a process: {}", std::strerror(errno)));
  int status = 0;
  bool told = false;
  while (::waitpid(program, &status, 0) < 0 && errno == EINTR)
    // Ctrl+C reaches both of us; what was meant for us alone is passed on.
    if (was_interrupted() && interrupt_signal() != SIGINT &&
        !std::exchange(told, true))
      ::kill(program, SIGTERM);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace grader
