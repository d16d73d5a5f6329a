#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "build.hpp"
#include "exercise.hpp"
#include "verdict.hpp"

namespace grader {

struct CheckOptions {
  /// Presets to run instead of those of exercise.toml.
  std::vector<std::string> presets;
  /// Path of the file in messages; by default as given.
  std::string shown_as;
  /// Keep the host, so that an unchanged file is not compiled again. Set it
  /// to false for submissions.
  bool keep = true;
  /// The caller has called prebuild() for these presets already.
  bool prebuilt = false;
  Progress progress;
};

/// Builds a host from `file` and runs its checks, one process each, in
/// every preset. A check's result is its first preset that did not hold.
/// Nothing that student code does makes this throw: it becomes a verdict.
/// Safe to call from several threads at a time.
/// @throws InputError if the file cannot be read or the course does not
/// build; Interrupted after Ctrl+C.
ExerciseResult check_exercise(const Course&, const Exercise&,
                              const std::filesystem::path& file,
                              const CheckOptions& = {});

/// Runs the checks of a host that is already built, in the order of
/// exercise.toml; a check whose needs did not hold is not_run.
std::vector<CheckResult> run_checks(const Course&, const Exercise&,
                                    const Build&, const CheckOptions& = {});

/// Runs one check of a host that is already built, whatever its needs.
CheckResult run_check(const Course&, const Exercise&, const Build&,
                      const Check&, const CheckOptions& = {});

/// Held if all did; else the first verdict that is not held.
Verdict overall(const std::vector<CheckResult>&);

}  // namespace grader
