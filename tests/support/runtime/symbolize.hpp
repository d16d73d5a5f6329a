#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

/// Names of source lines, from the line tables of an executable. For the
/// readers of stacks (the grader, tests); not part of the runtime.
namespace virtual_time {

/// A place in a source file.
struct Place {
  std::string file;  ///< as the compiler was told, without "./"
  int line = 0;
  std::string function;  ///< demangled, with its parameters
};

/// The places behind return addresses, given as offsets into the
/// executable, innermost first; functions that were inlined come before the
/// one they were inlined into. Addresses without a line are left out.
///
/// Runs `addr2line`, without a shell. Throws `std::runtime_error` when that
/// is not installed, or fails.
std::vector<Place> all_places(const std::filesystem::path& executable,
                              const std::vector<std::uintptr_t>& offsets);

/// The first of these places that satisfies `wanted`.
std::optional<Place> first_place(
    const std::filesystem::path& executable,
    const std::vector<std::uintptr_t>& offsets,
    const std::function<bool(const Place&)>& wanted);

/// The first of these places in a file whose path ends in `file_suffix`.
std::optional<Place> first_place(const std::filesystem::path& executable,
                                 const std::vector<std::uintptr_t>& offsets,
                                 const std::string& file_suffix);

}  // namespace virtual_time
