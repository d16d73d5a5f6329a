#include "words.hpp"

namespace course::testing {

namespace {

/// `count` of a unit with at most three decimals and no trailing zeros.
std::string with_unit(double count, const char* unit) {
  std::string digits = fmt::format("{:.3f}", count);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') {
    digits.pop_back();
  }
  return digits + " " + unit;
}

}  // namespace

std::string in_words(std::chrono::nanoseconds duration) {
  const auto count = static_cast<double>(duration.count());
  const double size = count < 0 ? -count : count;
  if (size == 0 || size >= 1e9) {
    return with_unit(count / 1e9, "s");
  }
  if (size >= 1e6) {
    return with_unit(count / 1e6, "ms");
  }
  return size >= 1e3 ? with_unit(count / 1e3, "us")
                     : with_unit(count, "ns");
}

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    if (character == '\n') {
      out += "\\n";
    } else if (character == '\r') {
      out += "\\r";
    } else if (character == '\t') {
      out += "\\t";
    } else if (character == '"' || character == '\\') {
      out += '\\';
      out += character;
    } else if (byte < 0x20 || byte == 0x7f) {
      out += fmt::format("\\x{:02x}", byte);
    } else {
      out += character;
    }
  }
  return out + "\"";
}

std::string listed(const std::vector<std::string>& texts) {
  return texts.empty() ? "nothing"
                       : fmt::format("{}", fmt::join(texts, ", "));
}

}  // namespace course::testing
