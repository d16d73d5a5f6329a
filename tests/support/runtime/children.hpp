#pragma once

#include "real.hpp"

namespace virtual_time {

/// The child processes of the program, which live in real time.
class Children {
 public:
  /// All of it with the runtime's lock.
  void add(pid_t child);
  void forget(pid_t child);
  void clear();

  /// Whether one of them has not ended yet.
  bool any_alive();

 private:
  PageVector<pid_t> all_{};
};
extern Children children;

}  // namespace virtual_time
