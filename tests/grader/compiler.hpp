#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace grader {

/// A student's file that is larger is refused.
inline constexpr std::size_t largest_source = 1u << 20;

/// Runs a compiler or a linker under limits: student code can make it run
/// for ever.
/// @return true if it succeeded; else `messages` says why not
/// @throws InputError if it cannot be run, or the disk is full
bool run_compiler(const std::vector<std::string>& command,
                  const std::filesystem::path& folder,
                  std::string& messages);

}  // namespace grader
