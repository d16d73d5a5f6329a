#pragma once

#include <map>
#include <string>
#include <vector>

#include "exercise.hpp"
#include "intake.hpp"

namespace grader {

/// Whether the exercise is a part of the task server.
bool is_server_part(const Exercise&);

/// The exercises that are parts of the task server.
std::vector<const Exercise*> server_parts(const Course&);

/// The course with the task server as its last exercise, if it has parts
/// that students write.
/// @throws InputError `path:line: what`
Course with_capstone(Course);

bool is_capstone(const Exercise&);

/// All that the verdict on a server depends on, but for its parts.
std::string capstone_key(const Course&);

/// The parts that a student handed in, by exercise; or why there is no
/// server.
struct HandedInParts {
  std::map<std::string, std::string> texts;
  std::string note;  ///< empty: all of them are there
};
HandedInParts choose_parts(const Course&, const Contents&);

}  // namespace grader
