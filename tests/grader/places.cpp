#include "places.hpp"

#include <boost/json.hpp>

#include "supervise.hpp"
#include "words.hpp"

namespace grader {

namespace json = boost::json;

namespace {

std::vector<Place> places_in(const json::value& answer) {
  std::vector<Place> places;
  const json::object* object = answer.if_object();
  const json::value* symbols =
      object ? object->if_contains("Symbol") : nullptr;
  if (!symbols || !symbols->is_array())
    return places;
  for (const json::value& symbol : symbols->get_array()) {
    Place place;
    place.file = json::value_to<std::string>(symbol.at("FileName"));
    place.line = static_cast<int>(symbol.at("Line").to_number<long>());
    if (!place.file.empty() && place.line > 0)
      places.push_back(std::move(place));
  }
  return places;
}

}  // namespace

std::vector<std::vector<Place>> places_of(
    const std::filesystem::path& executable,
    const std::vector<std::uint64_t>& offsets) {
  std::vector<std::vector<Place>> result(offsets.size());
  if (offsets.empty())
    return result;
  Job job;
  job.command = {"llvm-symbolizer-19", "--output-style=JSON", "--inlines",
                 "--functions=none", "--obj=" + executable.string()};
  for (std::uint64_t offset : offsets)
    job.command.push_back(fmt::format("{:#x}", offset));
  job.wall = std::chrono::seconds(20);
  JobOutcome outcome = supervise(job);
  // Without the symbolizer a verdict has no line, which is no reason to
  // fail: `./course doctor` reports that it is missing.
  boost::system::error_code error;
  json::value answers = json::parse(outcome.output, error);
  if (error || !answers.is_array())
    return result;
  const json::array& list = answers.get_array();
  try {
    for (std::size_t i = 0; i < list.size() && i < result.size(); ++i)
      result[i] = places_in(list[i]);
  } catch (const std::exception&) {
    // An unknown form of answer: the places found so far are good.
  }
  return result;
}

std::string first_place_in(std::string_view file_name,
                           const std::filesystem::path& executable,
                           const std::vector<std::uint64_t>& offsets) {
  for (const auto& inlined : places_of(executable, offsets))
    for (const Place& place : inlined)
      if (std::filesystem::path(place.file).filename() == file_name)
        return fmt::format("{}:{}", file_name, place.line);
  return {};
}

std::vector<std::uint64_t> before_return(std::vector<std::uint64_t> frames,
                                         bool first_is_exact) {
  for (std::size_t i = first_is_exact ? 1 : 0; i < frames.size(); ++i)
    if (frames[i] > 0)
      --frames[i];
  return frames;
}

}  // namespace grader
