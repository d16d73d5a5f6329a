#pragma once

#include <string>

#include "terminal.hpp"
#include "verdict.hpp"

namespace grader {

/// A check's story: numbered steps with their times, the wrong one marked.
/// At most `most_lines` lines; of a longer story the beginning and the part
/// around the wrong step are shown.
std::string story_text(const CheckResult&, const Style&, int most_lines);

/// A duration as people write it: "12 ms", "1.5 s", "40 us".
std::string time_text(std::chrono::microseconds);

}  // namespace grader
