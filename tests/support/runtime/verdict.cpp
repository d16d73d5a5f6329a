#include "verdict.hpp"

#include <dlfcn.h>

#include <cstdarg>
#include <cstdio>
#include <cstring>

namespace virtual_time {

[[clang::no_destroy]] constinit Verdicts verdicts;

namespace {

const char* in_words(Reason reason) {
  switch (reason) {
    case Reason::sleep:
      return "sleeps";
    case Reason::work:
      return "computes";
    case Reason::event_loop:
      return "waits in its event loop (no timer is set, nothing arrives)";
    case Reason::descriptor:
      return "waits for a socket or pipe";
    case Reason::condition:
      return "waits for a condition variable";
    case Reason::futex:
      return "waits for a future, latch, semaphore or atomic";
    case Reason::mutex:
      return "waits for a mutex that is held";
    case Reason::semaphore:
      return "waits for a semaphore";
    case Reason::join:
      return "waits for another thread to end";
  }
  return "waits";
}

[[gnu::format(printf, 1, 2)]] void append(const char* format, ...) {
  char piece[160];
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(piece, sizeof piece, format, arguments);
  va_end(arguments);
  PageVector<char>& text = verdicts.memory;
  if (!text.empty()) {
    text.pop_back();  // the terminating zero
  }
  text.insert(text.end(), piece, piece + std::strlen(piece) + 1);
}

/// A loop without sockets or timers waits for a condition variable of its
/// own; whoever reads the verdict has never heard of it.
bool is_event_loop(const Wait& wait) {
  Dl_info place{};
  return wait.reason == Reason::condition && wait.caller &&
         dladdr(wait.caller, &place) != 0 && place.dli_sname &&
         std::strstr(place.dli_sname, "asio6detail") != nullptr;
}

double seconds_since_start() {
  return static_cast<double>(world.now - monotonic_start) / 1e9;
}

void append_threads() {
  const char* separator = ": ";
  for (const Wait* wait : world.waits) {
    const Thread& thread = *wait->owner;
    if (thread.wait != wait) {
      continue;  // it waits for something else now, further in
    }
    append("%s", separator);
    if (thread.kernel_id == real::call(SYS_getpid)) {
      append("the main thread ");
    } else {
      append("thread %d ", thread.number);
    }
    append("%s", in_words(is_event_loop(*wait) ? Reason::event_loop
                                               : wait->reason));
    separator = "; ";
  }
}

}  // namespace

void forget_verdict() {
  verdicts.text = nullptr;
  verdicts.idle_jumps = 0;
  verdicts.memory.clear();
}

bool limits_used_up() {
  constexpr std::uint64_t many_jumps = 10'000;
  const Limits& limits = verdicts.limits;
  return world.jumps >= limits.jumps ||
         (world.jumps >= many_jumps && world.jumps % 256 == 0 &&
          real::now() - world.real_start > limits.real.count());
}

void give_deadlock_verdict() {
  if (!verdicts.text) {
    append("deadlock at t=%.6fs", seconds_since_start());
    append_threads();
    verdicts.text = verdicts.memory.data();
  }
}

void give_endless_verdict() {
  if (!verdicts.text) {
    append(
        "no end in sight at t=%.6fs: the clock has jumped %llu times, "
        "and there is always another timer",
        seconds_since_start(),
        static_cast<unsigned long long>(world.jumps));
    verdicts.text = verdicts.memory.data();
  }
}

void tell_verdict(Guard& guard, Thread& me) {
  const auto hook = verdicts.hook.load();
  if (!hook) {
    return;
  }
  const std::uint64_t session = world.session;
  const Wait& wait = *me.wait;
  me.state = State::running;
  ++world.running;
  guard.outside([hook] { hook(verdicts.text); });
  if (world.session == session && !wait.done) {
    me.state = State::parked;
    --world.running;
  }
}

void on_deadlock(void (*hook)(const char*)) {
  verdicts.hook = hook;
}
const char* deadlock() noexcept {
  return verdicts.text;
}
void set_limits(Limits limits) noexcept {
  Guard guard;
  verdicts.limits = limits;
}

}  // namespace virtual_time
