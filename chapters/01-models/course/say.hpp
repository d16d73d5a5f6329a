#pragma once

#include <fmt/core.h>

#include <chrono>
#include <cstdio>
#include <utility>

namespace course {

namespace detail {
inline const auto program_start = std::chrono::steady_clock::now();
}

/// Prints a line that begins with the seconds since the program started:
/// `say("{} is ready", "coffee")` prints `t = 2.0 s  coffee is ready`. The
/// line is written at once, also if the program crashes next.
template <class... Args>
void say(fmt::format_string<Args...> text, Args&&... args) {
  const std::chrono::duration<double> t =
      std::chrono::steady_clock::now() - detail::program_start;
  fmt::print("t = {:.1f} s  {}\n", t.count(),
             fmt::format(text, std::forward<Args>(args)...));
  std::fflush(stdout);
}

}  // namespace course
