#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "exercise.hpp"

namespace grader {

/// Told about long work: a sentence, done of all (0 of 0 if unknown).
using Progress =
    std::function<void(std::string_view what, int done, int all)>;

/// A test host made from one file, or the reason why there is none.
struct Build {
  std::filesystem::path host;  ///< empty if it did not compile
  std::string messages;        ///< of the compiler or linker, if it failed
  bool linking = false;        ///< it compiled and failed to link
  std::filesystem::path work;  ///< folder of the copy that was compiled
  std::string preset;
  /// Removes the folder `work` when the last copy goes, unless it is kept
  /// for the next check of the same file.
  std::shared_ptr<void> folder_owner;
};

/// Brings the prebuilt parts of an exercise up to date: configures the
/// preset if needed, then runs ninja. Serialised: safe from any thread, and
/// against another grader in the same build folder.
/// @throws InputError with the first error line if the course's own part
/// does not build.
void prebuild(const Course&, const std::vector<const Exercise*>&,
              std::string_view preset, const Progress& = {});

/// Runs ninja for any targets of a preset (configures it if needed).
void build_targets(const Course&, std::string_view preset,
                   const std::vector<std::string>& targets,
                   const Progress& = {});

/// Compiles and links one file under limits; the file is only read. Call
/// prebuild() first. With `keep`, an unchanged file is not compiled again.
/// @throws InputError if `file` cannot be read or is not a regular file.
Build build_host(const Course&, const Exercise&,
                 const std::filesystem::path& file, std::string_view preset,
                 bool keep);

}  // namespace grader
