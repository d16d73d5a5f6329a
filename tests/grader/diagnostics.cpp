#include "diagnostics.hpp"

#include <charconv>

namespace grader {

namespace {

/// Reads `file:12:5: error: text`; false if the line is something else.
bool read_heading(std::string_view line, Diagnostic& diagnostic) {
  for (std::string_view severity :
       {"fatal error", "error", "warning", "note"}) {
    std::string mark = ": " + std::string(severity) + ": ";
    auto at = line.find(mark);
    if (at == std::string_view::npos)
      continue;
    std::string_view place = line.substr(0, at);
    auto column = place.rfind(':');
    if (column == std::string_view::npos)
      continue;
    auto number = place.rfind(':', column - 1);
    if (number == std::string_view::npos)
      continue;
    int value = 0;
    auto end = place.data() + column;
    if (std::from_chars(place.data() + number + 1, end, value).ptr != end)
      continue;
    diagnostic = {};
    diagnostic.file = place.substr(0, number);
    diagnostic.line = value;
    diagnostic.severity = severity;
    diagnostic.text = line.substr(at + mark.size());
    return true;
  }
  return false;
}

/// clang shows source lines as `   12 |   int x = job();`.
bool is_source(std::string_view line) {
  auto bar = line.find(" | ");
  return bar != std::string_view::npos &&
         line.find_first_not_of(" 0123456789") == bar + 1;
}

}  // namespace

std::string Diagnostic::with_notes() const {
  std::string all = text;
  for (const Diagnostic& note : notes)
    all += "\n" + note.text;
  return all;
}

std::vector<Diagnostic> read_diagnostics(std::string_view output) {
  std::vector<Diagnostic> diagnostics;
  Diagnostic* current = nullptr;
  while (!output.empty()) {
    auto length = output.find('\n');
    std::string_view line = output.substr(0, length);
    output.remove_prefix(length == std::string_view::npos ? output.size()
                                                          : length + 1);
    Diagnostic next;
    if (read_heading(line, next)) {
      if (next.severity == "note" && !diagnostics.empty()) {
        auto& notes = diagnostics.back().notes;
        notes.push_back(std::move(next));
        current = &notes.back();
      } else {
        diagnostics.push_back(std::move(next));
        current = &diagnostics.back();
      }
    } else if (current && is_source(line)) {
      // The line and its caret; a third line is a proposal to mend it.
      if (current->source.find('\n') != std::string::npos)
        continue;
      if (!current->source.empty())
        current->source += '\n';
      current->source += line;
    }
  }
  return diagnostics;
}

}  // namespace grader
