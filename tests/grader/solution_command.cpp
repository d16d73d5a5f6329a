#include <cstdio>

#include "error.hpp"
#include "files.hpp"
#include "progress_file.hpp"
#include "stub.hpp"
#include "student.hpp"
#include "words.hpp"

namespace grader {

int solution(const Course& course, const SolutionCommand& command) {
  const Exercise& exercise = exercise_or_next(course, command.exercise);
  fs::path file = course.solution(exercise);
  std::error_code error;
  if (!fs::exists(file, error))
    throw InputError(tr("this copy of the course holds no solutions"));
  if (!command.anyway && !load_progress(course).is_done(exercise)) {
    std::fprintf(
        stderr, "%s\n",
        tr("{} is not done yet. A hint: ./course hint {}; the solution: "
           "./course solution {} --anyway",
           exercise.name, exercise.name, exercise.name)
            .c_str());
    return not_held;
  }
  std::string text =
      without_markers(read_file(file), shown_in(course, file));
  std::fputs(text.c_str(), stdout);
  return all_held;
}

}  // namespace grader
