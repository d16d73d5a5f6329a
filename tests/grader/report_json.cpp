#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "report.hpp"
#include "report_text.hpp"
#include "words.hpp"

namespace grader {
namespace {

namespace json = boost::json;

json::object gradescope_test(const Exercise& exercise, const Check& check,
                             const Graded* graded) {
  const auto* result = find_result(graded, check);
  const auto score = score_of(check, result);
  std::string output;
  if (graded == nullptr) {
    output = tr("not graded yet");
  } else if (result == nullptr || result->verdict == Verdict::not_run ||
             result->verdict == Verdict::did_not_compile) {
    output = plain_reason(*graded);
  }
  if (result != nullptr && result->verdict != Verdict::held) {
    output = std::string(to_string(result->verdict)) + '\n' + output +
             (output.empty() || output.ends_with('\n') ? "" : "\n") +
             plain_story(*result);
  }
  return {{"name", exercise.title + ": " + check.title},
          {"number", exercise.name + " " + check.name},
          {"score", score.points},
          {"max_score", score.of},
          {"status", score.points == score.of ? "passed" : "failed"},
          {"output", clean_text(output)},
          {"output_format", "text"},
          {"visibility", "visible"}};
}

json::object exercise_summary(const Exercise& exercise,
                              const Graded* graded) {
  const auto score = score_of(exercise, graded);
  json::object summary = {{"exercise", exercise.name},
                          {"points", score.points},
                          {"of", score.of}};
  if (graded == nullptr) {
    summary["verdict"] = nullptr;
    return summary;
  }
  summary["verdict"] = to_string(graded->result.verdict);
  if (!graded->note.empty()) {
    summary["note"] = one_line(graded->note);
  }
  json::array diagnoses;
  for (const auto& check : graded->result.checks) {
    if (!check.diagnosis.empty()) {
      diagnoses.emplace_back(one_line(check.diagnosis));
    }
  }
  if (!diagnoses.empty()) {
    summary["diagnoses"] = std::move(diagnoses);
  }
  return summary;
}

}  // namespace

std::string gradescope_json(const std::vector<const Exercise*>& exercises,
                            const StudentResults& student) {
  json::array tests;
  double seconds = 0;
  for (const auto* exercise : exercises) {
    const auto* graded = find_graded(student, *exercise);
    seconds += graded == nullptr ? 0 : graded->result.seconds;
    for (const auto& check : exercise->checks) {
      tests.push_back(gradescope_test(*exercise, check, graded));
    }
  }
  const json::object results = {
      {"score", score_of(exercises, student).points},
      {"execution_time", seconds},
      {"output", isolation_note()},
      {"output_format", "text"},
      {"visibility", "visible"},
      {"tests", std::move(tests)}};
  return json::serialize(results) + '\n';
}

std::string grade_json(const std::vector<const Exercise*>& exercises,
                       const std::vector<StudentResults>& students) {
  json::array rows;
  for (const auto& student : students) {
    json::array results;
    for (const auto* exercise : exercises) {
      results.push_back(
          exercise_summary(*exercise, find_graded(student, *exercise)));
    }
    const auto score = score_of(exercises, student);
    rows.push_back(json::object{{"student", one_line(student.student)},
                                {"points", score.points},
                                {"of", score.of},
                                {"exercises", std::move(results)}});
  }
  json::array met;
  for (const auto& one : misconceptions(exercises, students)) {
    met.push_back(json::object{{"exercise", one.exercise},
                               {"diagnosis", one_line(one.id)},
                               {"text", one.text},
                               {"students", one.students}});
  }
  const json::object all = {{"isolation", isolation_note()},
                            {"students", std::move(rows)},
                            {"misconceptions", std::move(met)}};
  return json::serialize(all) + '\n';
}

}  // namespace grader
