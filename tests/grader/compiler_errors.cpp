#include "compiler_errors.hpp"

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "compiler_remarks.hpp"
#include "diagnostics.hpp"
#include "words.hpp"

namespace grader {

namespace {

constexpr std::size_t longest_message = 400;

bool is_in(std::string_view edit, const Diagnostic& diagnostic) {
  return std::filesystem::path(diagnostic.file).filename() == edit;
}

/// The student's line that led to an error: its own, or that of the first
/// template instantiation that was asked for there.
const Diagnostic* place_of(const Diagnostic& error, std::string_view edit) {
  if (is_in(edit, error))
    return &error;
  for (const Diagnostic& note : error.notes)
    if (is_in(edit, note) &&
        (note.text.find("requested here") != std::string::npos ||
         note.text.find("required by") != std::string::npos ||
         note.text.find("required here") != std::string::npos))
      return &note;
  return nullptr;
}

/// The names that people write for those that compilers print.
std::string with_usual_names(std::string text) {
  constexpr std::pair<std::string_view, std::string_view> names[] = {
      {"std::__cxx11::basic_string<char, std::char_traits<char>, "
       "std::allocator<char>>",
       "std::string"},
      {"std::basic_string<char, std::char_traits<char>, "
       "std::allocator<char>>",
       "std::string"},
      {"std::basic_string_view<char, std::char_traits<char>>",
       "std::string_view"},
      {"std::basic_string<char>", "std::string"},
      {"boost::asio::", "asio::"},
      {", asio::any_io_executor>", ">"},
      {"std::__exception_ptr::", "std::"}};
  for (const auto& [printed, usual] : names)
    for (auto at = text.find(printed); at != std::string::npos;
         at = text.find(printed, at + usual.size()))
      text.replace(at, printed.size(), usual);
  return text;
}

std::string shortened(std::string text) {
  text = with_usual_names(std::move(text));
  if (text.size() > longest_message) {
    text.resize(longest_message);
    text += " …";
  }
  return text;
}

/// Texts of the errors that have the same place as `chosen`.
std::string same_line(const std::vector<Diagnostic>& all,
                      const Diagnostic& chosen, const Diagnostic* place,
                      std::string_view edit) {
  std::string texts;
  for (const Diagnostic& other : all) {
    if (&other == &chosen || !other.is_error() || !place)
      continue;
    const Diagnostic* elsewhere = place_of(other, edit);
    if (elsewhere && elsewhere->line == place->line)
      texts += other.text + "\n";
  }
  return texts;
}

std::string line_after(std::string_view text, std::string_view mark) {
  auto at = text.find(mark);
  if (at == std::string_view::npos)
    return {};
  text.remove_prefix(at + mark.size());
  return std::string(text.substr(0, text.find('\n')));
}

/// The first `EDIT:12` in a linker's message.
std::string place_in(std::string_view text, std::string_view edit,
                     std::string_view shown) {
  std::string mark = std::string(edit) + ":";
  auto at = text.find(mark);
  if (at == std::string_view::npos)
    return {};
  text.remove_prefix(at + mark.size());
  int line = 0;
  std::from_chars(text.data(), text.data() + text.size(), line);
  return line > 0 ? fmt::format("{}:{}", shown, line) : std::string();
}

}  // namespace

CompileError explain_compile_error(std::string_view messages,
                                   std::string_view edit,
                                   std::string_view shown) {
  std::vector<Diagnostic> all = read_diagnostics(messages);
  std::erase_if(all, [](const Diagnostic& d) { return !d.is_error(); });
  CompileError result;
  if (all.empty()) {
    // Not in clang's form: the compiler was stopped, or it crashed.
    result.message = shortened(line_after(messages, "error: "));
    if (result.message.empty())
      result.message = shortened(std::string(messages));
    return result;
  }
  // Errors elsewhere are mostly consequences; the first that can be placed
  // in the student's file is the one to mend.
  auto found = std::find_if(all.begin(), all.end(), [&](const auto& error) {
    return place_of(error, edit);
  });
  const Diagnostic& error = found == all.end() ? all.front() : *found;
  const Diagnostic* place = place_of(error, edit);
  result.message = shortened(error.text);
  if (place) {
    result.where = fmt::format("{}:{}", shown, place->line);
    if (!place->source.empty())
      result.message += "\n" + place->source;
  }
  result.remark =
      remark_for(error.with_notes(), same_line(all, error, place, edit));
  if (result.remark.empty() && !place)
    result.remark = tr(
        "The test uses what the interface of the exercise describes, and "
        "this does not fit it: compare names, parameters and return "
        "types.");
  return result;
}

CompileError explain_link_error(std::string_view messages,
                                std::string_view edit,
                                std::string_view shown) {
  CompileError result;
  std::string missing = line_after(messages, "undefined symbol: ");
  std::string twice = line_after(messages, "duplicate symbol: ");
  if (!twice.empty()) {
    result.message = tr("{} is defined twice", twice);
    result.where = place_in(messages, edit, shown);
    result.remark =
        twice == "main"
            ? tr("The test has its own main: remove this one.")
            : tr("The test or the course's library defines it already: "
                 "give yours another name, or put it into a namespace {{ "
                 "}} "
                 "without a name.");
  } else if (!missing.empty()) {
    result.message =
        tr("the function {} is missing or has another signature",
           with_usual_names(missing));
    result.remark =
        tr("It is declared, and somebody calls it, but no definition has "
           "exactly these parameters, const and namespace included.");
    result.where = place_in(messages, edit, shown);
  } else {
    std::string line = line_after(messages, "error: ");
    result.message = shortened(line.empty() ? std::string(messages) : line);
  }
  return result;
}

}  // namespace grader
