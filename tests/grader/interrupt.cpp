#include "interrupt.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <atomic>

namespace grader {

namespace {

// A pipe, not a flag alone: it wakes a poll() that is already waiting, and
// since nobody reads it, it wakes every later one too.
int pipe_ends[2] = {-1, -1};
std::atomic<int> first_signal{0};

void on_signal(int signal) {
  int none = 0;
  first_signal.compare_exchange_strong(none, signal);
  [[maybe_unused]] auto written = ::write(pipe_ends[1], "!", 1);
}

}  // namespace

void watch_interrupts() {
  if (pipe_ends[0] >= 0 || ::pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0)
    return;
  struct sigaction action{};
  action.sa_handler = on_signal;
  for (int signal : {SIGINT, SIGTERM, SIGHUP})
    ::sigaction(signal, &action, nullptr);
  // A closed pager must not kill the grader before it has cleaned up.
  ::signal(SIGPIPE, SIG_IGN);
}

int interrupt_descriptor() {
  return pipe_ends[0];
}

bool was_interrupted() noexcept {
  return first_signal != 0;
}

int interrupt_signal() noexcept {
  return first_signal;
}

void throw_if_interrupted() {
  if (was_interrupted())
    throw Interrupted{};
}

}  // namespace grader
