#pragma once

#include <stdexcept>

namespace grader {

/// Exit status of every command.
enum ExitStatus {
  all_held = 0,      ///< everything asked for held
  not_held = 1,      ///< something did not hold
  wrong_use = 2,     ///< bad input: an InputError was reported
  interrupted = 130  ///< Ctrl+C
};

/// Bad input of any kind: what() is one clear line that says what is wrong
/// and where. main() prints it on stderr and ends with wrong_use.
struct InputError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace grader
