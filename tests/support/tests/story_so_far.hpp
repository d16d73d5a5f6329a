#pragma once

#include <string>
#include <vector>

#include "check.hpp"

namespace course::testing {

/// The steps of the running check with their times: "30 ms: A returns 7".
inline std::vector<std::string> story_so_far() {
  std::vector<std::string> texts;
  for (const Step& step : story().steps()) {
    texts.push_back(fmt::format("{}: {}", in_words(step.at), step.text));
  }
  return texts;
}

}  // namespace course::testing
