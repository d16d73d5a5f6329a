#include <fmt/format.h>

#include <cstdio>

#include "error.hpp"
#include "grade_run.hpp"
#include "instructor.hpp"
#include "interrupt.hpp"
#include "words.hpp"

namespace grader {

int grade(const Course& course, const GradeOptions& options) {
  GradeRun run(course, options);
  run.take_in();
  try {
    run.grade();
  } catch (const Interrupted&) {
    fmt::print(stderr, "{}\n",
               tr("stopped: {} of {} graded; the same command goes on "
                  "from there",
                  run.finished(), run.all()));
    return interrupted;
  }
  run.write_class();
  return all_held;
}

}  // namespace grader
