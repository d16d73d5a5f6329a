#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "exercise.hpp"

namespace grader {

/// A key that changes whenever a file below the places does (names and
/// contents; hidden files are left out). A place may be a file; one that
/// does not exist counts as empty.
std::string files_key(const std::vector<std::filesystem::path>& places);

/// A key of everything that an exercise is graded with: its tests, its
/// interface and exercise.toml, the course's test library and pieces.
std::string tests_key(const Course&, const Exercise&);

}  // namespace grader
