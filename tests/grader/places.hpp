#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace grader {

/// The first place in a file called `file_name` behind the addresses of a
/// stack, innermost first, given as offsets into the executable:
/// "file:line" or an empty text. Each address has to lie inside the
/// instruction meant.
std::string first_place_in(std::string_view file_name,
                           const std::filesystem::path& executable,
                           std::vector<std::uint64_t> addresses);

/// Stack frames are addresses after a call: the call itself is the byte
/// before. With `first_is_exact` the first is where the program stood.
std::vector<std::uint64_t> before_return(std::vector<std::uint64_t> frames,
                                         bool first_is_exact);

/// The places of all addresses, "file:line", in their order.
std::vector<std::string> all_places_of(
    const std::filesystem::path& executable,
    std::vector<std::uint64_t> addresses);

}  // namespace grader
