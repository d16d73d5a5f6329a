#include "report_text.hpp"

#include <algorithm>
#include <cstdint>

#include "files.hpp"

namespace grader {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

struct Decoded {
  std::uint32_t character = 0;
  std::size_t size = 0;  // 0: not UTF-8 (wrong, overlong or a surrogate)
};

Decoded decode(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned char>(text[i]);
  };
  const auto first = byte(0);
  const std::size_t size = first < 0x80              ? 1
                           : (first >> 5) == 0b110   ? 2
                           : (first >> 4) == 0b1110  ? 3
                           : (first >> 3) == 0b11110 ? 4
                                                     : 0;
  if (size == 0 || size > text.size()) {
    return {};
  }
  std::uint32_t character = size == 1 ? first : first & (0x7Fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) {
      return {};
    }
    character = character << 6 | (byte(i) & 0x3Fu);
  }
  constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (character < least[size] || character > 0x10FFFF ||
      (0xD800 <= character && character <= 0xDFFF)) {
    return {};
  }
  return {character, size};
}

bool turns_direction(std::uint32_t character) {
  return character == 0x061C || character == 0x200E ||
         character == 0x200F ||
         (0x202A <= character && character <= 0x202E) ||
         (0x2066 <= character && character <= 0x2069);
}

bool is_control(std::uint32_t character) {
  return (character < 0x20 && character != '\n' && character != '\t') ||
         (0x7F <= character && character < 0xA0);
}

bool stays_in_file_name(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x80 || ('a' <= letter && letter <= 'z') ||
         ('A' <= letter && letter <= 'Z') ||
         ('0' <= letter && letter <= '9') || letter == '-' ||
         letter == '_' || letter == '.';
}

}  // namespace

std::string clean_text(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  while (!text.empty()) {
    const auto [character, size] = decode(text);
    if (size == 0 || character == 0xFFFE || character == 0xFFFF ||
        turns_direction(character)) {
      clean += replacement;
    } else if (character == '\r' && text.substr(1).starts_with('\n')) {
      // The line break of other systems.
    } else if (is_control(character)) {
      clean += '?';
    } else {
      clean += text.substr(0, size);
    }
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return clean;
}

std::string one_line(std::string_view text) {
  auto clean = clean_text(text);
  std::ranges::replace(clean, '\n', ' ');
  std::ranges::replace(clean, '\t', ' ');
  return clean;
}

std::string escape_markup(std::string_view text) {
  std::string escaped;
  for (const char letter : clean_text(text)) {
    switch (letter) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += letter;
    }
  }
  return escaped;
}

std::string csv_quoted(std::string_view text) {
  if (text.find_first_of(",\"\n") == text.npos) {
    return std::string(text);
  }
  std::string quoted = "\"";
  for (const char letter : text) {
    quoted += letter;
    if (letter == '"') {
      quoted += '"';
    }
  }
  return quoted + '"';
}

std::string csv_cell(std::string_view text) {
  const bool formula =
      !text.empty() &&
      std::string_view("=+-@\t\r").find(text[0]) != text.npos;
  return csv_quoted((formula ? "'" : "") + clean_text(text));
}

std::string file_name_for(std::string_view name) {
  constexpr std::size_t longest = 100;
  std::string file(one_line(name));
  for (char& letter : file) {
    if (!stays_in_file_name(letter)) {
      letter = '_';
    }
  }
  if (file.starts_with('.')) {
    file[0] = '_';
  }
  if (file.size() > longest) {
    auto size = longest;  // not in the middle of a character
    while ((static_cast<unsigned char>(file[size]) & 0xC0) == 0x80) {
      --size;
    }
    file.resize(size);
  }
  if (file != name || file.empty()) {
    file += '-' + content_hash(name).substr(0, 8);
  }
  return file;
}

}  // namespace grader
