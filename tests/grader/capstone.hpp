#pragma once

#include <filesystem>
#include <string>

#include "build.hpp"
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

/// Builds the server of the course and tells how it is started.
CheckedServer course_server(const Course&, const Progress&);

}  // namespace grader
