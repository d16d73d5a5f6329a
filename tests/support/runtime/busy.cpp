#include "busy.hpp"

#include <execinfo.h>
#include <signal.h>

#include "blocking.hpp"

namespace virtual_time {

namespace {

// The program's code is slower by far then; this file itself is not.
#ifdef VIRTUAL_TIME_OF_SANITIZED_PROGRAMS
constexpr Nanoseconds long_computation = 1'000'000'000;
#else
constexpr Nanoseconds long_computation = 100'000'000;
#endif
constexpr Nanoseconds between_looks = 20'000'000;
constexpr unsigned many_reads = 200'000;

/// The watch of one thread: a timer on its processor time sends it SIGPROF.
struct Watch {
  bool started = false;
  int timer = -1;  ///< the kernel's timer_t, not the C library's
  Nanoseconds began_processor_time = 0;
  Nanoseconds began_at = 0;
  volatile bool caught = false;
  BlockingRecord computation;
  BlockingRecord clock_wait;  ///< `what` is set while one is going on
};
constinit thread_local Watch watch;

using Backtrace = int (*)(void**, int);
std::atomic<Backtrace> real_backtrace{nullptr};

void busy_wait_ends() {
  local.idle_reads = 0;
  if (watch.clock_wait.what) {
    watch.clock_wait.lasted = time_of_record() - watch.clock_wait.at;
    keep(watch.clock_wait);
    watch.clock_wait.what = nullptr;
  }
}

Nanoseconds processor_time() {
  return real::clock(CLOCK_THREAD_CPUTIME_ID);
}

/// On the computing thread. Nothing here allocates or locks.
void look(int) {
  if (local.handler_depth == 0 || local.inside || watch.caught ||
      processor_time() - watch.began_processor_time < long_computation) {
    return;
  }
  watch.computation.frame_count =
      real_backtrace.load()(watch.computation.frames, most_frames);
  watch.caught = true;
}

bool install_signal_handler() {
  ++local.inside;
  // Not a sanitizer's version of these, which would defer the signal to a
  // time when the guilty frames have gone.
  const auto action = reinterpret_cast<decltype(&::sigaction)>(
      real::next("sigaction", nullptr));
  const auto trace =
      reinterpret_cast<Backtrace>(real::next("backtrace", nullptr));
  void* first_use_loads_the_unwinder[1];
  trace(first_use_loads_the_unwinder, 1);
  real_backtrace = trace;
  struct sigaction current{};
  action(SIGPROF, nullptr, &current);
  bool ours = current.sa_handler == SIG_DFL;
  if (ours) {
    struct sigaction mine{};
    mine.sa_handler = look;
    mine.sa_flags = SA_RESTART;
    ours = action(SIGPROF, &mine, nullptr) == 0;
  }
  --local.inside;
  return ours;
}

void start_timer() {
  static const bool installed = install_signal_handler();
  if (!installed) {
    return;
  }
  sigevent event{};
  event.sigev_notify = SIGEV_THREAD_ID;
  event.sigev_signo = SIGPROF;
  event._sigev_un._tid = static_cast<pid_t>(real::call(SYS_gettid));
  int timer = -1;
  if (real::call(SYS_timer_create, CLOCK_THREAD_CPUTIME_ID,
                 real::address(&event), real::address(&timer)) == 0) {
    watch.timer = timer;
    itimerspec period{};
    period.it_value = period.it_interval = to_timespec(between_looks);
    real::call(SYS_timer_settime, timer, 0, real::address(&period), 0);
  }
}

}  // namespace

void busy_watch_begins() noexcept {
  if (!watch.started) {
    watch.started = true;
    start_timer();
  }
  local.idle_reads = 0;
  watch.caught = false;
  watch.began_at = time_of_record();
  watch.began_processor_time = processor_time();
}

void busy_watch_ends() noexcept {
  busy_wait_ends();
  if (watch.caught) {
    watch.caught = false;
    watch.computation.what = "busy_loop";
    watch.computation.at = watch.began_at;
    watch.computation.lasted =
        processor_time() - watch.began_processor_time;
    keep(watch.computation);
  }
}

void stop_busy_watch() {
  // A timer belongs to the process: it would outlive its thread.
  if (watch.timer >= 0) {
    real::call(SYS_timer_delete, watch.timer);
    watch.timer = -1;
  }
}

void count_idle_read() {
  if (++local.idle_reads < many_reads) {
    return;
  }
  if (local.idle_reads == many_reads && in_handler()) {
    watch.clock_wait.what = "busy_wait_on_clock";
    watch.clock_wait.at = time_of_record();
    take_frames(watch.clock_wait);
  }
  self();
  {
    Guard guard;
    if (world.active) {
      pass_time(1'000);
    }
  }
  yield_turn();
}

void prepare_to_wait() {
  busy_wait_ends();
  self();
}

}  // namespace virtual_time
