#include "terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>

#include "words.hpp"

namespace grader {

namespace {

/// Length of the valid UTF-8 sequence at the beginning of a text, 0 if it
/// is none; `point` receives the character.
int sequence(std::string_view text, char32_t& point) {
  auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u;
  };
  unsigned first = byte(0);
  int length = first < 0x80              ? 1
               : (first >> 5) == 0b110   ? 2
               : (first >> 4) == 0b1110  ? 3
               : (first >> 3) == 0b11110 ? 4
                                         : 0;
  if (length == 0)
    return 0;
  point = length == 1 ? first : first & (0x7fu >> length);
  for (int i = 1; i < length; ++i) {
    unsigned next = byte(static_cast<std::size_t>(i));
    if ((next >> 6) != 0b10)
      return 0;
    point = point << 6 | (next & 0x3f);
  }
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  bool surrogate = point >= 0xd800 && point < 0xe000;
  return point < least[length] || point > 0x10ffff || surrogate ? 0
                                                                : length;
}

/// Characters that change how their neighbours are shown.
bool is_unsafe(char32_t point) {
  return (point >= 0x80 && point < 0xa0) ||
         (point >= 0x200b && point <= 0x200f) ||
         (point >= 0x2028 && point <= 0x202e) ||
         (point >= 0x2060 && point <= 0x206f) || point == 0xfeff;
}

const char* code(Colour colour) {
  switch (colour) {
    case Colour::green:
      return "32";
    case Colour::red:
      return "31";
    case Colour::yellow:
      return "33";
    case Colour::blue:
      return "34";
    case Colour::dim:
      return "2";
    case Colour::bold:
      return "1";
    case Colour::none:
      break;
  }
  return "0";
}

}  // namespace

std::string printable(std::string_view text, bool lines) {
  std::string result;
  while (!text.empty()) {
    char32_t point = 0;
    int length = sequence(text, point);
    if (length == 0) {
      result += fmt::format("\\x{:02x}",
                            static_cast<unsigned char>(text.front()));
      length = 1;
    } else if (point == '\n' && !lines) {
      result += "\\n";
    } else if (point == '\t') {
      result += lines ? "  " : "\\t";
    } else if (point == '\r') {
      result += "\\r";
    } else if ((point < 0x20 && point != '\n') || point == 0x7f) {
      result += fmt::format("\\x{:02x}", static_cast<unsigned>(point));
    } else if (is_unsafe(point)) {
      result += fmt::format("\\u{{{:x}}}", static_cast<unsigned>(point));
    } else {
      result += text.substr(0, static_cast<std::size_t>(length));
    }
    text.remove_prefix(static_cast<std::size_t>(length));
  }
  return result;
}

int columns(std::string_view text) {
  int count = 0;
  for (unsigned char c : text)
    count += (c >> 6) != 0b10;
  return count;
}

std::string wrapped(std::string_view text, int width, int indent) {
  std::string result;
  int column = 0;
  bool first = true;
  while (!text.empty()) {
    auto start = text.find_first_not_of(' ');
    if (start == std::string_view::npos)
      break;
    text.remove_prefix(start);
    std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    int length = columns(word);
    if (!first && column + 1 + length > width) {
      result += '\n';
      result.append(static_cast<std::size_t>(indent), ' ');
      column = indent;
    } else if (!first) {
      result += ' ';
      ++column;
    }
    result += word;
    column += length;
    first = false;
  }
  return result;
}

std::string Style::operator()(Colour colour, std::string_view text) const {
  if (!colours || colour == Colour::none)
    return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code(colour), text);
}

Style style_of(int descriptor) {
  Style style;
  style.terminal = ::isatty(descriptor) != 0;
  if (!style.terminal)
    return style;
  const char* no_colour = std::getenv("NO_COLOR");
  const char* kind = std::getenv("TERM");
  style.colours = !(no_colour && *no_colour) &&
                  !(kind && std::string_view(kind) == "dumb");
  winsize size{};
  if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    style.width = std::min<int>(size.ws_col, 100);
    style.height = size.ws_row;
  }
  return style;
}

}  // namespace grader
