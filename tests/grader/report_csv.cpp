#include <fmt/format.h>

#include "render.hpp"
#include "report.hpp"
#include "report_text.hpp"
#include "words.hpp"

namespace grader {
namespace {

std::string remark_on(const Exercise& exercise, const Graded& graded) {
  if (!graded.note.empty()) {
    return exercise.name + ": " + one_line(graded.note);
  }
  if (graded.result.verdict == Verdict::held) {
    return {};
  }
  return exercise.name + ": " +
         std::string(to_string(graded.result.verdict));
}

std::string row_of(const std::vector<const Exercise*>& exercises,
                   const StudentResults& student) {
  auto row = csv_cell(student.student);
  std::string remarks;
  bool complete = true;
  for (const auto* exercise : exercises) {
    row += ',';
    const auto* graded = find_graded(student, *exercise);
    if (graded == nullptr) {
      complete = false;
      continue;
    }
    row += std::to_string(score_of(*exercise, graded).points);
    if (const auto remark = remark_on(*exercise, *graded);
        !remark.empty()) {
      remarks += (remarks.empty() ? "" : "; ") + remark;
    }
  }
  row += ',';
  if (complete) {
    row += std::to_string(score_of(exercises, student).points);
  }
  return row + ',' + csv_cell(remarks) + '\n';
}

}  // namespace

std::string gradebook_csv(const std::vector<const Exercise*>& exercises,
                          const std::vector<StudentResults>& students) {
  std::string text = csv_cell(tr("student"));
  int all = 0;
  const auto column = [](const std::string& name, int of) {
    return ',' + csv_cell(tr("{} (of {})", name, of));
  };
  for (const auto* exercise : exercises) {
    const int of = score_of(*exercise, nullptr).of;
    text += column(exercise->name, of);
    all += of;
  }
  text += column(tr("total"), all) + ',' + csv_cell(tr("remarks")) + '\n';
  for (const auto& student : students) {
    text += row_of(exercises, student);
  }
  return text;
}

std::string misconceptions_csv(const std::vector<Misconception>& met) {
  std::string text = fmt::format(
      "{},{},{},{}\n", csv_cell(tr("exercise")), csv_cell(tr("diagnosis")),
      csv_cell(tr("text")), csv_cell(tr("students")));
  for (const auto& one : met) {
    text += fmt::format("{},{},{},{}\n", csv_cell(one.exercise),
                        csv_cell(one.id), csv_cell(one.text), one.students);
  }
  return text;
}

}  // namespace grader
