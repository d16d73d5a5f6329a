#include "real_check.hpp"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/time.h>

#include <thread>

namespace course::testing {

namespace {

/// How long children that are about to end may take.
constexpr std::chrono::seconds last_grace = 2s;

void set_alarm(std::chrono::seconds after) {
  itimerval timer{};
  timer.it_value.tv_sec = after.count();
  ::setitimer(ITIMER_REAL, &timer, nullptr);
}

}  // namespace

RealCheck::RealCheck() : Check(Clock::real) {
  allow_blocking();
  ::prctl(PR_SET_CHILD_SUBREAPER, 1);
  ::signal(SIGALRM, &RealCheck::on_alarm);
  set_alarm(patience_);
}

void RealCheck::be_patient_for(std::chrono::seconds time) {
  patience_ = time;
  set_alarm(patience_);
}

RealCheck::~RealCheck() {
  set_alarm(0s);
  ::signal(SIGALRM, SIG_DFL);
  end_children();
}

/// True if the process mostly computed since the check began.
bool RealCheck::was_computing() const {
  timespec used{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return used.tv_sec >= patience_.count() / 2;
}

// The process ends here, so a handler that is not async-signal-safe in
// every corner can lose the story, but nothing else: then the grader's own
// limit ends the check.
void RealCheck::on_alarm(int) {
  auto& check = dynamic_cast<RealCheck&>(*running());
  if (check.was_computing()) {
    return;  // an endless loop is the business of the grader's limit
  }
  end_children();
  check.give_up("it was given up",
                fmt::format("after {} it still waits", check.patience_));
}

void RealCheck::look_after_the_body() {
  const auto end = std::chrono::steady_clock::now() + last_grace;
  reap_orphans();
  Children left = children();
  // What takes an exit status may itself run on the loop.
  while (!left.none() && std::chrono::steady_clock::now() < end) {
    run_what_is_ready();
    std::this_thread::sleep_for(1ms);
    reap_orphans();
    left = children();
  }
  if (!left.running.empty()) {
    story().fail({.expected = "no child process is left when all is done",
                  .seen = "one still runs",
                  .diagnosis = std::string(children_mean_.running)});
  } else if (!left.zombies.empty()) {
    story().fail({.expected = "no child process is left when all is done",
                  .seen = "one has ended, and nobody has asked for its "
                          "exit status: it is a zombie",
                  .diagnosis = std::string(children_mean_.zombies)});
  }
}

}  // namespace course::testing
