#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace grader {

/// The files of a make rule as `clang -MD` writes it.
std::vector<std::string> files_of_make_rule(std::string_view rule);

/// One line per file with its size and time of change: equal texts mean
/// that no file has changed.
std::string stamps_of(const std::vector<std::string>& files);

/// True if the files that `stamps` lists are as they were.
bool are_current(const std::string& stamps);

}  // namespace grader
