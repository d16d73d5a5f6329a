#pragma once

#include "scheduler.hpp"
#include "virtual_time.hpp"

/// Why a session stands still for ever, in words.
namespace virtual_time {

struct Verdicts {
  std::atomic<const char*> text{nullptr};  ///< null: none so far
  std::atomic<void (*)(const char*)> hook{nullptr};
  Limits limits{};
  int idle_jumps = 0;  ///< in a row, see `idles_for_ever`
  Nanoseconds idle_since = 0;
  PageVector<char> memory{};
};
extern Verdicts verdicts;

/// All of it with the runtime's lock.
void forget_verdict();
void give_deadlock_verdict();
void give_endless_verdict();
bool limits_used_up();

/// Calls the hook on `me`, a parked thread, which has the turn meanwhile.
void tell_verdict(Guard& guard, Thread& me);

}  // namespace virtual_time
