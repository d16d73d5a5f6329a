#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "error.hpp"
#include "progress_file.hpp"
#include "student.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {

int hint(const Course& course, const std::string& name) {
  const Exercise& exercise = exercise_or_next(course, name);
  StudentProgress progress = load_progress(course);
  int all = static_cast<int>(exercise.hints.size());
  int shown = std::clamp(progress.hints[exercise.name], 0, all);
  bool new_one = shown < all;
  if (new_one) {
    progress.hints[exercise.name] = ++shown;
    save_progress(course, progress);
  }
  Style style = style_of(STDOUT_FILENO);
  // The earlier ones stand above, so that the ladder reads as a whole.
  for (int i = 1; i <= shown; ++i) {
    std::string words =
        wrapped(exercise.hints[static_cast<std::size_t>(i - 1)],
                style.width - 4, 4);
    bool latest = i == shown && new_one;
    std::printf("%s\n    %s\n",
                style(latest ? Colour::bold : Colour::dim,
                      tr("hint {} of {}", i, all))
                    .c_str(),
                words.c_str());
  }
  if (!new_one)
    std::printf("\n%s\n",
                tr("That was the last one. Still stuck? ./course solution "
                   "{} --anyway",
                   exercise.name)
                    .c_str());
  return all_held;
}

}  // namespace grader
