#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "words.hpp"

/// What happens in a check, told as it happens. When a check fails, its
/// story is what the student reads: numbered steps with their times.
namespace course::testing {

/// One line of the story.
struct Step {
  std::chrono::nanoseconds at;  ///< elapsed() when it happened
  std::string text;             ///< a sentence without its full stop
};

/// Why a check does not hold. All texts are sentences without full stop.
struct Failure {
  /// Says all of it; empty if `expected` and `seen` do.
  std::string message = {};
  /// What should have happened.
  std::string expected = {};
  /// What happened.
  std::string seen = {};
  /// An id of exercise.toml; empty: no known misconception fits.
  std::string diagnosis = {};
  /// Number of the step that went wrong, from 1.
  std::size_t step = 0;
  /// The verdict, by its name in reports; empty: wrong.
  std::string verdict = {};
};

/// The story of the check that runs now. The functions may be called from
/// any thread.
class Story {
 public:
  /// Forgets the last check's story. The next one has virtual times.
  void begin();

  /// The same for a story with real times, from now on.
  void begin_in_real_time();

  /// Adds a step at the current time and reports it to the grader
  /// at once, so that a check that crashes or hangs still has its story.
  void add(std::string text);

  /// Keeps `failure` if it is the first one; later ones follow from it. Its
  /// step is the latest one.
  void fail(Failure failure);

  /// True once the check's outcome is decided: what is torn down afterwards
  /// is no part of the story.
  bool closed() const noexcept;
  /// Decides the outcome.
  void close() noexcept;

  std::vector<Step> steps() const;         ///< the steps so far
  std::optional<Failure> failure() const;  ///< the first failure, if any
};

/// The story of the running check; there is one check at a time.
Story& story();

/// Time since the check began. Virtual time stands still while code
/// computes and jumps when everything waits, so that it can be compared
/// exactly; the real time of a RealCheck is for the story only.
std::chrono::nanoseconds elapsed() noexcept;

/// Adds a step to the story: "client 2 sends \"hello\"".
void step(std::string text);

/// The same with values: `step("job {} ends", name)`.
template <class First, class... Rest>
void step(fmt::format_string<First, Rest...> format, First&& first,
          Rest&&... rest) {
  step(fmt::format(format, std::forward<First>(first),
                   std::forward<Rest>(rest)...));
}

}  // namespace course::testing
