#include <fcntl.h>

#include <cstdio>
#include <cstring>

#include "scheduler.hpp"

/// The thread that has the turn may sit in a call this runtime does not
/// replace, or spin until another thread does something. The threads
/// without a turn look after it every 20 ms.
namespace virtual_time {

namespace {

constexpr Nanoseconds between_looks = 15'000'000;
constexpr Nanoseconds long_spin = 300'000'000;

struct Suspect {
  const Thread* thread = nullptr;
  std::uint64_t turns = 0;
  Nanoseconds processor_time = 0;
  Nanoseconds looked_at = 0;
  int sightings = 0;  ///< in a row, asleep in the kernel
};
constinit Suspect suspect;

Nanoseconds processor_time(pid_t thread) {
  // The kernel's name for the processor clock of a thread.
  return real::clock(static_cast<clockid_t>((~unsigned(thread) << 3) | 6));
}

bool asleep_in_kernel(pid_t thread) {
  char path[64];
  std::snprintf(path, sizeof path, "/proc/self/task/%d/stat", thread);
  const long file = real::call(SYS_open, real::address(path), O_RDONLY);
  if (file < 0) {
    return false;
  }
  char text[256] = {};
  real::call(SYS_read, file, real::address(text), sizeof text - 1);
  real::call(SYS_close, file);
  const char* after_name = std::strrchr(text, ')');
  return after_name && after_name[1] == ' ' && after_name[2] == 'S';
}

}  // namespace

void look_for_stuck_thread() {
  const Nanoseconds now = real::now();
  if (now - suspect.looked_at < between_looks) {
    return;
  }
  suspect.looked_at = now;
  for (Thread* thread : world.threads) {
    if (thread->state != State::running || thread->kernel_id == 0) {
      continue;
    }
    if (suspect.thread != thread || suspect.turns != world.turns) {
      suspect = {thread, world.turns, processor_time(thread->kernel_id),
                 now};
    } else if (!asleep_in_kernel(thread->kernel_id)) {
      suspect.sightings = 0;
      if (processor_time(thread->kernel_id) - suspect.processor_time >
          long_spin) {
        end_ready_waits();
        dispatch();
      }
    } else if (++suspect.sightings >= 2) {
      thread->lent = true;
      thread->state = State::outside;
      --world.running;
      ++world.outside;
    }
    return;
  }
}

}  // namespace virtual_time
