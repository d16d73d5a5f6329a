#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace grader {

/// A line of source code that an address stands for.
struct Place {
  std::string file;  ///< as the line table names it
  int line = 0;
};

/// The places of each offset into an executable, innermost first: several
/// for one offset where a function was inlined, none if unknown.
/// Runs the symbolizer; an executable without line tables gives nothing.
std::vector<std::vector<Place>> places_of(
    const std::filesystem::path& executable,
    const std::vector<std::uint64_t>& offsets);

/// The first place in a file called `file_name`, as "file_name:line", or
/// an empty text.
std::string first_place_in(std::string_view file_name,
                           const std::filesystem::path& executable,
                           const std::vector<std::uint64_t>& offsets);

/// Stack frames are addresses after a call: the call itself is the byte
/// before. With `first_is_exact` the first is where the program stood.
std::vector<std::uint64_t> before_return(std::vector<std::uint64_t> frames,
                                         bool first_is_exact);

}  // namespace grader
