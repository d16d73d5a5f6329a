#include "places.hpp"

#include <symbolize.hpp>

#include "words.hpp"

namespace grader {

namespace {

// Without addr2line a verdict has no line, which is no reason to fail:
// `./course doctor` reports that it is missing.
std::vector<virtual_time::Place> places(
    const std::filesystem::path& executable,
    std::vector<std::uint64_t> addresses) {
  // all_places() takes return addresses.
  for (std::uint64_t& address : addresses)
    ++address;
  try {
    return virtual_time::all_places(executable,
                                    {addresses.begin(), addresses.end()});
  } catch (const std::runtime_error&) {
    return {};
  }
}

}  // namespace

std::string first_place_in(std::string_view file_name,
                           const std::filesystem::path& executable,
                           std::vector<std::uint64_t> addresses) {
  for (const auto& place : places(executable, std::move(addresses)))
    if (std::filesystem::path(place.file).filename() == file_name)
      return fmt::format("{}:{}", file_name, place.line);
  return {};
}

std::vector<std::string> all_places_of(
    const std::filesystem::path& executable,
    std::vector<std::uint64_t> addresses) {
  std::vector<std::string> result;
  for (const auto& place : places(executable, std::move(addresses)))
    result.push_back(fmt::format("{}:{}", place.file, place.line));
  return result;
}

std::vector<std::uint64_t> before_return(std::vector<std::uint64_t> frames,
                                         bool first_is_exact) {
  for (std::size_t i = first_is_exact ? 1 : 0; i < frames.size(); ++i)
    if (frames[i] > 0)
      --frames[i];
  return frames;
}

}  // namespace grader
