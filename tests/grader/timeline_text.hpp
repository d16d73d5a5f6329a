#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "exercise.hpp"
#include "verdict.hpp"

namespace grader {

/// A timeline drawn as plain text of at most `width` columns.
std::string timeline_text(const std::vector<TimelineInterval>&, int width);

/// The recorded timeline of the solution, empty if there is none.
/// @throws InputError `path:line: what`
std::vector<TimelineInterval> expected_timeline(const Course&,
                                                const Exercise&,
                                                std::string_view check);

}  // namespace grader
