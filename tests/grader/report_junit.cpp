#include <fmt/format.h>

#include "report.hpp"
#include "report_text.hpp"
#include "words.hpp"

namespace grader {
namespace {

std::string case_of(const Exercise& exercise, const Check& check,
                    const Graded* graded) {
  const auto* result = find_result(graded, check);
  auto text = fmt::format(
      "    <testcase classname=\"{}\" name=\"{}\" time=\"{:.3f}\"",
      escape_markup(exercise.name), escape_markup(check.name),
      result == nullptr
          ? 0.0
          : static_cast<double>(result->elapsed.count()) / 1e6);
  if (result != nullptr && result->verdict == Verdict::held) {
    return text + "/>\n";
  }
  text += ">\n";
  if (result == nullptr || result->verdict == Verdict::not_run) {
    const auto reason =
        graded == nullptr ? tr("not graded yet") : plain_reason(*graded);
    text += fmt::format("      <skipped message=\"{}\"/>\n",
                        escape_markup(one_line(reason)));
  } else {
    // JUnit: a failure is a check that did not hold, an error is what kept
    // it from being checked.
    const char* element =
        result->verdict == Verdict::wrong ? "failure" : "error";
    auto story = plain_story(*result);
    if (result->verdict == Verdict::did_not_compile) {
      story = plain_reason(*graded) + '\n' + story;
    }
    text += fmt::format("      <{} type=\"{}\" message=\"{}\">{}</{}>\n",
                        element, to_string(result->verdict),
                        escape_markup(one_line(result->message)),
                        escape_markup(story), element);
  }
  return text + "    </testcase>\n";
}

std::string suite_of(const Exercise& exercise, const Graded* graded) {
  int failures = 0;
  int errors = 0;
  int skipped = 0;
  std::string cases;
  for (const auto& check : exercise.checks) {
    cases += case_of(exercise, check, graded);
    const auto* result = find_result(graded, check);
    const auto verdict =
        result == nullptr ? Verdict::not_run : result->verdict;
    if (verdict == Verdict::not_run) {
      ++skipped;
    } else if (verdict == Verdict::wrong) {
      ++failures;
    } else if (verdict != Verdict::held) {
      ++errors;
    }
  }
  return fmt::format(
      "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\""
      " skipped=\"{}\" time=\"{:.3f}\">\n{}  </testsuite>\n",
      escape_markup(exercise.name), exercise.checks.size(), failures,
      errors, skipped, graded == nullptr ? 0.0 : graded->result.seconds,
      cases);
}

}  // namespace

std::string junit_xml(const std::vector<const Exercise*>& exercises,
                      const StudentResults& student) {
  std::string suites;
  for (const auto* exercise : exercises) {
    suites += suite_of(*exercise, find_graded(student, *exercise));
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"{}\">\n"
      "  <!-- {} -->\n{}</testsuites>\n",
      escape_markup(student.student), escape_markup(isolation_note()),
      suites);
}

}  // namespace grader
