#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "exercise.hpp"

namespace grader {

/// What marks a blank in a scaffold. `verify` refuses exercises that have
/// any left.
inline constexpr std::string_view blank_mark = "FILL IN:";

/// A new file, relative to the course's root.
struct ScaffoldFile {
  std::filesystem::path path;
  std::string text;
};

/// The files of a new exercise, made from the folder `templates`. They
/// verify as they are, except for the blanks.
/// @param name "CHAPTER/NAME"; the chapter may be given by its slug alone
/// @throws InputError if the name is malformed or taken, or the chapter
///         unknown
std::vector<ScaffoldFile> scaffold_files(
    const Course&, const std::string& name,
    const std::filesystem::path& templates);

/// "path:line" of every blank left in an exercise's files.
std::vector<std::string> blanks_of(const Course&, const Exercise&);

}  // namespace grader
