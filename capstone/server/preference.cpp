#include "preference.hpp"

#include <algorithm>
#include <boost/beast/core/string.hpp>
#include <charconv>
#include <cstdint>
#include <string_view>

namespace task_server {

namespace {

std::string_view without_blanks(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  return begin == std::string_view::npos
             ? ""
             : text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::optional<std::chrono::seconds> seconds_of(std::string_view digits) {
  std::uint32_t seconds = 0;
  const auto [end, error] = std::from_chars(
      digits.data(), digits.data() + digits.size(), seconds);
  if (error != std::errc{} || end != digits.data() + digits.size()) {
    return std::nullopt;
  }
  return std::chrono::seconds(seconds);
}

/// Of one preference, "wait=10" or "wait = 10; anything".
std::optional<std::chrono::seconds> wait_of(std::string_view preference) {
  const std::string_view pair = preference.substr(0, preference.find(';'));
  const auto equals = pair.find('=');
  if (equals == std::string_view::npos ||
      !boost::beast::iequals(without_blanks(pair.substr(0, equals)),
                             "wait")) {
    return std::nullopt;
  }
  return seconds_of(without_blanks(pair.substr(equals + 1)));
}

}  // namespace

std::optional<std::chrono::seconds> preferred_wait(const Request& request) {
  const auto [begin, end] = request.equal_range(http::field::prefer);
  for (auto field = begin; field != end; ++field) {
    std::string_view rest = field->value();
    while (!rest.empty()) {
      const auto comma = std::min(rest.find(','), rest.size());
      if (const auto wait = wait_of(rest.substr(0, comma))) {
        return wait;  // the first counts
      }
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  return std::nullopt;
}

}  // namespace task_server
