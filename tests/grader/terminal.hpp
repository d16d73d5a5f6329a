#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace grader {

/// The text with control characters, invalid UTF-8 and bidirectional
/// overrides made visible, so that a program cannot play with the terminal.
/// Newlines are kept if `lines`.
std::string printable(std::string_view text, bool lines = false);

/// Columns that a UTF-8 text takes on a terminal.
int columns(std::string_view text);

/// Breaks a text at blanks into lines of at most `width` columns, each but
/// the first beginning with `indent` blanks.
std::string wrapped(std::string_view text, int width, int indent = 0);

enum class Colour { none, green, red, yellow, blue, dim, bold };

/// How a stream wants its text: colours and width. Plain unless it is a
/// terminal and NO_COLOR is unset or empty.
struct Style {
  bool terminal = false;
  bool colours = false;
  int width = 80;
  int height = 24;

  std::string operator()(Colour, std::string_view text) const;
};

Style style_of(int descriptor);

/// A bar on stderr, drawn over itself; draws nothing unless stderr is a
/// terminal, and nothing during the first 300 ms.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar();  ///< clears the line
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  /// `all` 0: unknown, shows only the text. With `time_left` an estimate
  /// follows.
  void show(std::string_view what, int done, int all,
            bool time_left = false);
  void clear();

 private:
  Style style_;
  std::chrono::steady_clock::time_point begin_;
  std::chrono::steady_clock::time_point last_{};
  bool drawn_ = false;
};

}  // namespace grader
