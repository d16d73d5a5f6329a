#include "grade_result.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace grader {

Score score_of(const Check& check, const CheckResult* result) {
  const bool held = result != nullptr && result->verdict == Verdict::held;
  return {held ? check.points : 0, check.points};
}

Score score_of(const Exercise& exercise, const Graded* graded) {
  Score sum;
  for (const auto& check : exercise.checks) {
    const auto score = score_of(check, find_result(graded, check));
    sum.points += score.points;
    sum.of += score.of;
  }
  return sum;
}

Score score_of(const std::vector<const Exercise*>& exercises,
               const StudentResults& student) {
  Score sum;
  for (const auto* exercise : exercises) {
    const auto score = score_of(*exercise, find_graded(student, *exercise));
    sum.points += score.points;
    sum.of += score.of;
  }
  return sum;
}

Graded nothing_to_run(const Exercise& exercise, std::string note) {
  Graded graded;
  graded.note = std::move(note);
  graded.result.exercise = exercise.name;
  graded.result.verdict = Verdict::not_run;
  for (const auto& check : exercise.checks) {
    CheckResult result;
    result.name = check.name;
    result.title = check.title;
    result.verdict = Verdict::not_run;
    graded.result.checks.push_back(std::move(result));
  }
  return graded;
}

void keep_short(ExerciseResult& result) {
  constexpr std::size_t longest = 4000;
  constexpr std::size_t most_steps = 100;
  const auto cut = [](std::string& text) {
    if (text.size() > longest) {
      text.resize(longest);
      text += " ...";
    }
  };
  cut(result.message);
  cut(result.remark);
  for (auto& check : result.checks) {
    for (auto* text : {&check.message, &check.expected, &check.seen}) {
      cut(*text);
    }
    if (check.story.size() > most_steps) {
      check.story.resize(most_steps);
    }
    for (auto& step : check.story) {
      cut(step.text);
    }
  }
}

const Graded* find_graded(const StudentResults& student,
                          const Exercise& exercise) {
  const auto found = student.exercises.find(exercise.name);
  return found == student.exercises.end() ? nullptr : &found->second;
}

const CheckResult* find_result(const Graded* graded, const Check& check) {
  if (graded == nullptr) {
    return nullptr;
  }
  const auto& checks = graded->result.checks;
  const auto found =
      std::ranges::find(checks, check.name, &CheckResult::name);
  return found == checks.end() ? nullptr : &*found;
}

std::vector<Misconception> misconceptions(
    const std::vector<const Exercise*>& exercises,
    const std::vector<StudentResults>& students) {
  std::vector<Misconception> all;
  for (const auto* exercise : exercises) {
    std::map<std::string, int> met;
    for (const auto& student : students) {
      std::set<std::string> own;
      if (const auto* graded = find_graded(student, *exercise)) {
        for (const auto& check : graded->result.checks) {
          own.insert(check.diagnosis);
        }
      }
      own.erase("");
      for (const auto& id : own) {
        ++met[id];
      }
    }
    for (const auto& [id, count] : met) {
      all.push_back({exercise->name, id,
                     std::string(exercise->diagnosis_text(id)), count});
    }
  }
  std::ranges::sort(all, [](const auto& one, const auto& other) {
    return std::tie(other.students, one.exercise, one.id) <
           std::tie(one.students, other.exercise, other.id);
  });
  return all;
}

}  // namespace grader
