#pragma once

#include <string>
#include <vector>

namespace grader {

/// Runs a program of the course with our own stdin, stdout and stderr and
/// waits for it. Ctrl+C reaches the program; we wait until it has ended.
/// @param environment NAME=value: added or replaced
/// @return its exit status, 128 + signal if a signal ended it
/// @throws InputError if it cannot be started
int run_in_foreground(const std::vector<std::string>& command,
                      const std::vector<std::string>& environment);

}  // namespace grader
