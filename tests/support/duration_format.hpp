#pragma once

#include <fmt/format.h>

#include <chrono>
#include <string>

#include "words.hpp"

/// Durations in stories: `step("at {}", 30ms)` writes "at 30 ms".
template <class Rep, class Period>
struct fmt::formatter<std::chrono::duration<Rep, Period>>
    : fmt::formatter<std::string> {
  template <class Context>
  auto format(std::chrono::duration<Rep, Period> value,
              Context& context) const {
    return fmt::formatter<std::string>::format(
        course::testing::in_words(
            std::chrono::duration_cast<std::chrono::nanoseconds>(value)),
        context);
  }
};
