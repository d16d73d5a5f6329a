#include <fmt/format.h>

#include <map>

#include "check_exercise.hpp"
#include "error.hpp"
#include "report_text.hpp"
#include "sync.hpp"
#include "words.hpp"

namespace grader {
namespace {

std::map<std::string, std::string> timelines_of(const Course& course,
                                                const Exercise& exercise,
                                                const Build& build) {
  std::map<std::string, std::string> timelines;
  for (const auto& check : run_checks(course, exercise, build)) {
    if (check.verdict != Verdict::held) {
      throw InputError(tr("{}: the solution does not hold {}",
                          exercise.name, check.name));
    }
    if (!check.timeline.empty()) {
      timelines[check.name] = timeline_csv(check.timeline);
    }
  }
  return timelines;
}

}  // namespace

fs::path timeline_file(const Course& course, const Exercise& exercise,
                       std::string_view check) {
  return course.tests(exercise) / "timelines" /
         (std::string(check) + ".csv");
}

std::string timeline_csv(const std::vector<TimelineInterval>& timeline) {
  std::string text = "task,kind,from_us,to_us\n";
  for (const auto& interval : timeline) {
    text += fmt::format("{},{},{},{}\n", csv_quoted(interval.task),
                        interval.kind, interval.from_us, interval.to_us);
  }
  return text;
}

std::map<std::string, std::string> record_timelines(
    const Course& course, const Exercise& exercise) {
  const auto build = build_host(course, exercise, course.solution(exercise),
                                exercise.presets.front(), false);
  if (build.host.empty()) {
    throw InputError(
        tr("{}: the solution does not compile", exercise.name));
  }
  auto timelines = timelines_of(course, exercise, build);
  const auto again = timelines_of(course, exercise, build);
  std::erase_if(timelines, [&](const auto& timeline) {
    const auto same = again.find(timeline.first);
    return same == again.end() || same->second != timeline.second;
  });
  return timelines;
}

}  // namespace grader
