#include "stub.hpp"

#include "error.hpp"
#include "files.hpp"
#include "words.hpp"

namespace grader {

namespace {

/// The text of a comment line `// WORD rest` if that is all on the line.
struct Marker {
  bool begin = false;
  bool end = false;
  bool stub = false;
  std::string_view indentation;
  std::string_view rest;  ///< of a STUB
};

Marker marker_in(std::string_view line) {
  Marker marker;
  auto start = line.find_first_not_of(" \t");
  if (start == std::string_view::npos)
    return marker;
  marker.indentation = line.substr(0, start);
  std::string_view comment = line.substr(start);
  if (!comment.starts_with("// "))
    return marker;
  comment.remove_prefix(3);
  while (!comment.empty() &&
         (comment.back() == ' ' || comment.back() == '\r'))
    comment.remove_suffix(1);
  marker.begin = comment == "BEGIN SOLUTION";
  marker.end = comment == "END SOLUTION";
  if (comment.starts_with("STUB:")) {
    marker.stub = true;
    comment.remove_prefix(5);
    if (comment.starts_with(' '))
      comment.remove_prefix(1);
    marker.rest = comment;
  }
  return marker;
}

enum class Wanted { stub, solution };

std::string keep(std::string_view text, std::string_view name,
                 Wanted wanted) {
  std::string result;
  int number = 0;
  int begun_at = 0;  // line of the open BEGIN, 0: none
  auto fail = [&](int line, const std::string& what) {
    throw InputError(fmt::format("{}:{}: {}", name, line, what));
  };
  while (!text.empty()) {
    ++number;
    auto length = text.find('\n');
    bool whole = length != std::string_view::npos;
    std::string_view line = text.substr(0, length);
    text.remove_prefix(whole ? length + 1 : text.size());

    Marker marker = marker_in(line);
    if (marker.begin) {
      if (begun_at)
        fail(number,
             tr("BEGIN SOLUTION again; line {} has begun one", begun_at));
      begun_at = number;
    } else if (marker.end) {
      if (!begun_at)
        fail(number, tr("END SOLUTION without a BEGIN"));
      begun_at = 0;
    } else if (marker.stub) {
      if (!begun_at)
        fail(number, tr("STUB outside of a solution"));
      if (wanted == Wanted::stub) {
        // An empty STUB line is an empty line, without its indentation.
        if (!marker.rest.empty())
          result.append(marker.indentation).append(marker.rest);
        result += '\n';
      }
    } else if (!begun_at || wanted == Wanted::solution) {
      result += line;
      if (whole)
        result += '\n';
    }
  }
  if (begun_at)
    fail(begun_at, tr("BEGIN SOLUTION without an END SOLUTION"));
  return result;
}

}  // namespace

std::string make_stub(std::string_view text, std::string_view name) {
  return keep(text, name, Wanted::stub);
}

std::string without_markers(std::string_view text, std::string_view name) {
  return keep(text, name, Wanted::solution);
}

std::string stub_of(const Course& course, const Exercise& exercise) {
  fs::path solution = course.solution(exercise);
  std::error_code error;
  if (fs::exists(solution, error)) {
    std::string shown = fs::relative(solution, course.root).string();
    return make_stub(read_file(solution), shown);
  }
  return read_file(exercise.folder / ".stub");
}

}  // namespace grader
