#pragma once
#include <boost/json/object.hpp>
#include <map>
#include <string>
#include <vector>

#include "exercise.hpp"
#include "verdict.hpp"

namespace grader {

/// What grading one file of one student gave.
struct Graded {
  std::string key;   ///< of the file and the tests it was graded with
  std::string note;  ///< why nothing was run: "not handed in" ..., or empty
  ExerciseResult result;
};

/// One student's results, as far as there are any.
struct StudentResults {
  std::string student;  ///< as handed in: any bytes; escape it
  std::map<std::string, Graded> exercises;  ///< by the exercise's name
};

struct Score {
  int points = 0;
  int of = 0;
};

/// The points of one check: all or nothing.
Score score_of(const Check&, const CheckResult*);

/// The points of the checks that held.
Score score_of(const Exercise&, const Graded*);

/// The points of all these exercises; what is not graded yet counts as 0.
Score score_of(const std::vector<const Exercise*>&, const StudentResults&);

/// The result of an exercise of which nothing can be run.
Graded nothing_to_run(const Exercise&, std::string note);

/// Cuts texts that a program made long: 4,000 bytes for each, and 100 steps
/// of a story. Reports are for people.
void keep_short(ExerciseResult&);

/// The graded exercise, or null.
const Graded* find_graded(const StudentResults&, const Exercise&);

/// The result of a check, or null.
const CheckResult* find_result(const Graded*, const Check&);

/// How often a diagnosis was shown.
struct Misconception {
  std::string exercise;
  std::string id;
  std::string text;
  int students = 0;  ///< each counts once
};

/// Everything diagnosed, most frequent first.
std::vector<Misconception> misconceptions(
    const std::vector<const Exercise*>&,
    const std::vector<StudentResults>&);

}  // namespace grader
