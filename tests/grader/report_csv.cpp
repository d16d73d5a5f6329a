#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "render.hpp"
#include "report.hpp"
#include "report_text.hpp"
#include "words.hpp"

namespace grader {
namespace {

/// What is to be said of each exercise that did not hold. Exercises with
/// the same remark share it: a zip that was refused is one remark.
class Remarks {
 public:
  void add(const Exercise& exercise, const Graded& graded) {
    if (!graded.note.empty()) {
      add(exercise.name, one_line(graded.note));
    } else if (graded.result.verdict != Verdict::held) {
      add(exercise.name, std::string(to_string(graded.result.verdict)));
    }
  }

  std::string text() const {
    std::string text;
    for (const auto& [remark, exercises] : remarks_) {
      text += fmt::format("{}{}: {}", text.empty() ? "" : "; ",
                          fmt::join(exercises, ", "), remark);
    }
    return text;
  }

 private:
  void add(const std::string& exercise, std::string remark) {
    const auto same = std::ranges::find(
        remarks_, remark, [](const auto& known) { return known.first; });
    if (same != remarks_.end()) {
      same->second.push_back(exercise);
    } else {
      remarks_.push_back({std::move(remark), {exercise}});
    }
  }

  std::vector<std::pair<std::string, std::vector<std::string>>> remarks_;
};

std::string row_of(const std::vector<const Exercise*>& exercises,
                   const StudentResults& student) {
  auto row = csv_cell(student.student);
  Remarks remarks;
  bool complete = true;
  for (const auto* exercise : exercises) {
    row += ',';
    const auto* graded = find_graded(student, *exercise);
    if (graded == nullptr) {
      complete = false;
      continue;
    }
    row += std::to_string(score_of(*exercise, graded).points);
    remarks.add(*exercise, *graded);
  }
  row += ',';
  if (complete) {
    row += std::to_string(score_of(exercises, student).points);
  }
  return row + ',' + csv_cell(remarks.text()) + '\n';
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
