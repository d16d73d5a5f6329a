#pragma once

#include <string>

#include "exercise.hpp"
#include "terminal.hpp"
#include "verdict.hpp"

namespace grader {

struct RenderOptions {
  Style style;
  bool timeline = false;  ///< the student's above the expected one
  bool all = false;       ///< every failing check in full, no cuts
};

/// A verdict as text for people: at most a screen unless `all`.
std::string render(const Course&, const Exercise&, const ExerciseResult&,
                   const RenderOptions&);

/// One word or two for a verdict, as a verdict's line shows it.
std::string short_words(Verdict);

}  // namespace grader
