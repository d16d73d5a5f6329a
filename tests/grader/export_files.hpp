#pragma once
#include <filesystem>
#include <vector>

namespace grader {

/// The files of a course, relative to its root: those that git knows and
/// that are still there or, outside of a git checkout, all but what is made
/// on this machine (build/, .git, hidden folders, *.bak).
std::vector<std::filesystem::path> course_files(
    const std::filesystem::path& root);

/// course_files() without what would give an exercise away: solutions/ and
/// the folders mistakes/ and variants/ of the exercises' tests.
std::vector<std::filesystem::path> files_for_students(
    const std::filesystem::path& root);

/// True for a path (relative to the root) that students do not get.
bool gives_answers_away(const std::filesystem::path& file);

}  // namespace grader
