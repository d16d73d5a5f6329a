#pragma once

#include <map>
#include <string>

#include "exercise.hpp"

namespace grader {

/// What a student has done: .course/progress.toml in the course's folder.
struct StudentProgress {
  /// Exercises whose checks all held, with the content_hash() of the file.
  std::map<std::string, std::string> done;
  /// How many hints of an exercise have been shown.
  std::map<std::string, int> hints;

  bool is_done(const Exercise& exercise) const {
    return done.contains(exercise.name);
  }
};

/// @throws InputError `path:line: what` for a file that is damaged.
StudentProgress load_progress(const Course&);

/// Written as a whole or not at all.
void save_progress(const Course&, const StudentProgress&);

/// The first exercise that is not done, null if all are.
const Exercise* next_exercise(const Course&, const StudentProgress&);

/// The same, beginning after `current` and ending with it: for a student
/// who leaves `current` for later.
const Exercise* next_exercise_after(const Exercise& current, const Course&,
                                    const StudentProgress&);

}  // namespace grader
