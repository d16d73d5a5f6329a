#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "exercise.hpp"

namespace grader {

/// A part of the task server that is an exercise.
struct ServerPart {
  std::string exercise;
  std::string edit;  ///< name of the file that the student writes
  std::vector<std::string> compile;  ///< with @WORK@, @SOURCE@, @OBJECT@
};

/// How CMake says that students' parts become a whole server.
struct ServerRecipe {
  std::string target;  ///< what has to be built first
  std::vector<ServerPart> parts;
  std::vector<std::string> link;  ///< with @OBJECTS@ and @PROGRAM@
};

/// Reads build/dev/recipes/capstone.json.
/// @return nothing if the course has no such parts
/// @throws InputError `path: what`
std::optional<ServerRecipe> load_server_recipe(const Course&);

/// A server made of somebody's parts, or the reason why there is none.
struct ServerBuild {
  std::filesystem::path program;  ///< empty if there is none
  std::string part;      ///< the file that did not compile, or empty
  std::string messages;  ///< of the compiler or the linker
  std::shared_ptr<void> folder;  ///< removed when the last copy goes
};

/// Compiles the parts and links them into a server. Build the recipe's
/// target first.
/// @param texts  of all parts, by exercise
/// @throws InputError if the compiler cannot be run
ServerBuild build_server(const Course&, const ServerRecipe&,
                         const std::map<std::string, std::string>& texts);

}  // namespace grader
