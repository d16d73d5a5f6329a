#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "build.hpp"
#include "build_server.hpp"
#include "exercise.hpp"
#include "verdict.hpp"

namespace grader {

/// What the task server is called among the exercises.
inline constexpr std::string_view capstone_name = "capstone";

/// The behaviours of a task server, as checks with points.
/// @throws InputError `path:line: what`
Exercise load_capstone(const Course&);

/// A server whose behaviours are checked.
struct CheckedServer {
  /// As after `exec` in a shell; {port} and {workers} stand for numbers.
  std::string command;
  /// It is a program of the user's own: started in this folder, with the
  /// user's environment. Empty: it runs under the limits of exercises.
  std::filesystem::path as_user_in;
};

/// Builds the acceptance suite; it knows nothing about the server.
void prebuild_capstone(const Course&, const Progress&);

/// Runs every check of the suite, each in a process of its own with a
/// server of its own, some at a time. Call prebuild_capstone() first.
/// Nothing that the server does makes this throw: it becomes a verdict.
/// @throws Interrupted after Ctrl+C
ExerciseResult check_server(const Course&, const Exercise& suite,
                            const CheckedServer&, const Progress& = {});

/// The server of the course.
/// @pre its target is built
CheckedServer course_server(const Course&);

/// Makes a server of somebody's parts and checks it. Parts that do not
/// compile are a verdict.
/// @pre the recipe's target is built, and prebuild_capstone() was called
/// @param texts  of all parts, by exercise
ExerciseResult check_parts(const Course&, const Exercise& suite,
                           const ServerRecipe&,
                           const std::map<std::string, std::string>& texts,
                           const Progress& = {});

}  // namespace grader
