#include "timeline_text.hpp"

#include <algorithm>
#include <charconv>
#include <course/timeline.hpp>

#include "error.hpp"
#include "files.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {

namespace {

course::Kind kind_of(std::string_view name) {
  if (name == "exec")
    return course::Kind::exec;
  if (name == "ready")
    return course::Kind::ready;
  if (name == "blocked")
    return course::Kind::blocked;
  return course::Kind::wait;
}

/// The next field of a CSV line; the rest stays in `line`.
std::string next_field(std::string_view& line) {
  std::string field;
  bool quoted = line.starts_with('"');
  if (quoted)
    line.remove_prefix(1);
  while (!line.empty()) {
    char c = line.front();
    line.remove_prefix(1);
    if (quoted && c == '"') {
      if (!line.starts_with('"')) {
        quoted = false;
        continue;
      }
      line.remove_prefix(1);
    } else if (!quoted && c == ',') {
      break;
    }
    field += c;
  }
  return field;
}

long number_in(const std::string& field, const std::string& where) {
  long value = 0;
  const char* end = field.data() + field.size();
  if (std::from_chars(field.data(), end, value).ptr != end || field.empty())
    throw InputError(tr("{}: {} is not a number", where, field));
  return value;
}

}  // namespace

std::string timeline_text(const std::vector<TimelineInterval>& timeline,
                          int width) {
  std::vector<course::Interval> intervals;
  std::size_t label = 0;
  for (const TimelineInterval& part : timeline) {
    std::string task = printable(part.task);
    if (columns(task) > 20)
      task.resize(20);
    label = std::max(label, task.size());
    // What a student's program recorded may lie before the beginning.
    long from = std::max(part.from_us, 0L);
    intervals.push_back(
        {task, kind_of(part.kind), std::chrono::microseconds(from),
         std::chrono::microseconds(std::max(part.to_us, from))});
  }
  int axis = width - static_cast<int>(label) - 4;
  return course::draw_timeline(intervals, std::max(axis, 20));
}

std::vector<TimelineInterval> expected_timeline(const Course& course,
                                                const Exercise& exercise,
                                                std::string_view check) {
  fs::path file =
      course.tests(exercise) / "timelines" / (std::string(check) + ".csv");
  std::vector<TimelineInterval> timeline;
  std::error_code error;
  if (!fs::exists(file, error))
    return timeline;
  std::string text = read_file(file);
  std::string_view rest = text;
  for (int number = 1; !rest.empty(); ++number) {
    auto length = rest.find('\n');
    std::string_view line = rest.substr(0, length);
    rest.remove_prefix(length == std::string_view::npos ? rest.size()
                                                        : length + 1);
    if (number == 1 || line.empty())
      continue;  // the heading
    std::string where = fmt::format(
        "{}:{}", fs::relative(file, course.root).string(), number);
    TimelineInterval part;
    part.task = next_field(line);
    part.kind = next_field(line);
    part.from_us = number_in(next_field(line), where);
    part.to_us = number_in(next_field(line), where);
    timeline.push_back(std::move(part));
  }
  return timeline;
}

}  // namespace grader
