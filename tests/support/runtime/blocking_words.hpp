#pragma once

#include <string_view>

/// The kinds of blocking calls, and what to call them in a sentence.
namespace virtual_time {

/// One kind of blocking call.
struct BlockingKind {
  /// `BlockingCall::what`, one word.
  const char* id;

  /// For "the loop was blocked for 5 ms by ...".
  const char* words;

  /// Whether it is worth a report however short it was: how long a name
  /// look-up or a child process takes says nothing in virtual time.
  bool at_any_length;
};

inline constexpr BlockingKind blocking_kinds[] = {
    {"sleep", "a blocking sleep", false},
    {"future_wait", "waiting for a std::future", false},
    {"join", "joining a thread", false},
    {"condition_wait", "waiting for a condition variable", false},
    {"atomic_wait", "waiting for a latch, semaphore or atomic", false},
    {"semaphore_wait", "waiting for a semaphore", false},
    {"mutex_wait", "waiting for a mutex that another thread holds", false},
    {"read", "a blocking read", false},
    {"write", "a blocking write", false},
    {"accept", "a blocking accept", false},
    {"connect", "a blocking connect", true},
    {"resolve", "a blocking name look-up", true},
    {"wait_child", "waiting for a child process", true},
    {"system", "system()", true},
    {"poll", "a blocking poll for descriptors", false},
    {"busy_loop", "a long computation", false},
    {"busy_wait_on_clock", "a loop that reads the clock until it is late",
     false},
};

/// The kind with this identifier; null if there is none.
constexpr const BlockingKind* find_blocking_kind(std::string_view id) {
  for (const BlockingKind& kind : blocking_kinds) {
    if (id == kind.id) {
      return &kind;
    }
  }
  return nullptr;
}

}  // namespace virtual_time
