#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace grader {

/// One message of clang: `file:line:column: severity: text` and the lines
/// of source code it shows.
struct Diagnostic {
  std::string file;
  int line = 0;
  std::string severity;  ///< error, fatal error, warning, note
  std::string text;
  std::string source;  ///< the student sees it as "12 | int x = job();"
  std::vector<Diagnostic> notes;

  bool is_error() const { return severity.ends_with("error"); }
  /// The text and those of its notes, one a line.
  std::string with_notes() const;
};

/// Reads clang's output; notes belong to the message before them.
std::vector<Diagnostic> read_diagnostics(std::string_view output);

}  // namespace grader
