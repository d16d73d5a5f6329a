#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace grader {

/// How a check or an exercise ended. The names are the values that every
/// report shows.
enum class Verdict {
  held,
  wrong,
  not_run,
  did_not_compile,
  crashed,
  sanitizer,
  deadlock,
  blocked_loop,
  time_limit,
  memory_limit,
  output_limit,
  process_limit,
  left_early,
  grader_error,
};

std::string_view to_string(Verdict);

/// The verdict named `name`. @throws InputError if there is none.
Verdict verdict_named(std::string_view name);

/// One step of the story a check tells.
struct Step {
  std::chrono::microseconds at{0};
  std::string text;
};

/// A part of a task's life, in microseconds since the check began.
struct TimelineInterval {
  std::string task;
  std::string kind;  ///< exec, wait, ready, blocked
  long from_us = 0;
  long to_us = 0;
};

/// What one check showed. Texts come from a program that ran student code:
/// print them through printable() or the escaping of the format.
struct CheckResult {
  std::string name;
  std::string title;
  Verdict verdict = Verdict::not_run;
  std::string message;
  std::string expected;
  std::string seen;
  std::string diagnosis;       ///< an id of exercise.toml, or empty
  std::string diagnosis_text;  ///< its sentence
  std::string where;           ///< "file:line" of the student, or empty
  std::vector<Step> story;
  int wrong_step = 0;  ///< number of the step that went wrong, 0: none
  std::string model;   ///< execution model of the timeline, or empty
  std::vector<TimelineInterval> timeline;
  std::chrono::microseconds elapsed{0};  ///< on the check's own clock
  std::string preset;                    ///< where it was run
  bool was_idle = false;                 ///< it mostly waited, in real time
};

/// What one file showed for one exercise.
struct ExerciseResult {
  std::string exercise;
  Verdict verdict = Verdict::not_run;  ///< held, or the first that did not
  double seconds = 0;                  ///< real time, build included
  std::vector<CheckResult> checks;     ///< in the order of exercise.toml
  std::string message;  ///< did_not_compile: the first error; else empty
  std::string remark;   ///< did_not_compile: what it means, if known
  std::string where;    ///< did_not_compile: "file:line"

  int held() const;
};

boost::json::object to_json(const CheckResult&);
boost::json::object to_json(const ExerciseResult&);
ExerciseResult exercise_result_from_json(const boost::json::object&);

}  // namespace grader
