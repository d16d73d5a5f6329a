#pragma once

#include <string>
#include <vector>

#include "exercise.hpp"

namespace grader {

/// How CMake says that a student's file becomes a test host, with the
/// placeholders @SOURCE@, @OBJECT@, @HOST@ and @WORK@.
struct Recipe {
  std::vector<std::string> compile;
  std::vector<std::string> link;
};

/// Reads build/PRESET/recipes/NAME.json.
/// @throws InputError `path: what`
Recipe load_recipe(const Course&, const Exercise&, std::string_view preset);

/// The files that stand for the placeholders.
struct RecipeFiles {
  fs::path work, source, object, host;
};

std::vector<std::string> filled_in(const std::vector<std::string>& command,
                                   const RecipeFiles&);

}  // namespace grader
