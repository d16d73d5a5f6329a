/// @file
/// @brief What the words after `./course serve` ask for.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "application.hpp"

namespace task_server {

/// What is wrong with the command line, in one sentence that names the
/// flag.
struct BadCommandLine : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Reads the flags. Each has a default, and bounds in which it makes sense.
/// `--log` takes effect at once.
///
/// @param words  without the program's name
///
/// @return nothing if `--help` was asked for; it is printed then
/// @throws BadCommandLine  for an unknown word, a value out of bounds, or
///                         an address that others reach
std::optional<Options> read_command_line(std::vector<std::string> words);

}  // namespace task_server
