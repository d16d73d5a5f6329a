#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace course {

/// What a task does during an interval of its life (002, 1.1 and 1.2).
enum class Kind {
  exec,     ///< runs: holds a processor
  wait,     ///< suspended: holds no thread
  ready,    ///< could run, and waits for its turn on a busy thread
  blocked,  ///< holds a thread, but no processor
};

/// The word used in CSV files and figures: "exec", "wait", "ready" or
/// "blocked".
constexpr std::string_view to_string(Kind kind) {
  switch (kind) {
    case Kind::exec:
      return "exec";
    case Kind::wait:
      return "wait";
    case Kind::ready:
      return "ready";
    case Kind::blocked:
      return "blocked";
  }
  return "unknown";
}

/// One stretch of the life of one task. Times count from the moment the
/// trace began; `begin <= end`. An exec interval may be empty: in virtual
/// time a computation takes no time unless it is a work_for().
struct Interval {
  std::string task;
  Kind kind;
  std::chrono::nanoseconds begin, end;

  bool operator==(const Interval&) const = default;
};

}  // namespace course
