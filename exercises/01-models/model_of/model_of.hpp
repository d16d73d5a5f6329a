#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

/// A stretch of time; `from <= to`.
struct Stretch {
  std::chrono::milliseconds from, to;
};

/// What one task did. Each list is in the order of time, and `exec` has at
/// least one stretch.
struct Task {
  std::string name;
  std::string machine;        ///< the name of the computer it ran on
  std::vector<Stretch> exec;  ///< held a processor
  std::vector<Stretch> wait;  ///< was suspended and held no thread
};

enum class Model {
  sequential,
  asynchronous,             ///< some task waits, none is concurrent
  concurrent,               ///< some are concurrent, none waits
  asynchronous_concurrent,  ///< both
  parallel,
  distributed,
};

/// The model in words.
constexpr std::string_view to_string(Model model) {
  constexpr std::string_view words[] = {"sequential",
                                        "asynchronous, not concurrent",
                                        "concurrent, not asynchronous",
                                        "asynchronous and concurrent",
                                        "parallel",
                                        "distributed"};
  return words[static_cast<int>(model)];
}

/// The model in which the tasks were executed.
///
/// @param tasks  one or more tasks, in any order
Model model_of(const std::vector<Task>& tasks);
