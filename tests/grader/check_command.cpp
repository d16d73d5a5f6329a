#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>

#include "capstone.hpp"
#include "check_exercise.hpp"
#include "error.hpp"
#include "files.hpp"
#include "progress_file.hpp"
#include "render.hpp"
#include "student.hpp"
#include "words.hpp"

namespace grader {

int check(const Course& course, const CheckCommand& command) {
  if (command.exercise == capstone_name)
    return check_capstone(course, command);
  if (!command.command.empty())
    throw InputError(
        tr("--command starts a task server: it is for "
           "./course check capstone"));
  const Exercise& exercise = exercise_or_next(course, command.exercise);
  bool own = command.file.empty();
  fs::path file = own ? exercise.file() : command.file;
  std::error_code error;
  if (own && !fs::exists(file, error))
    throw InputError(
        tr("{} is missing; ./course reset {} puts the stub there",
           shown_in(course, file), exercise.name));
  // Read before it is checked: what is remembered as done is what was seen.
  std::string hash = content_hash(read_file(file));

  CheckOptions options;
  options.shown_as = own ? shown_in(course, file) : file.string();
  ExerciseResult result;
  {
    ProgressBar bar;
    options.progress = [&](std::string_view what, int done, int all) {
      bar.show(what, done, all);
    };
    result = check_exercise(course, exercise, file, options);
  }
  bool held = result.verdict == Verdict::held;
  if (own && held) {
    StudentProgress progress = load_progress(course);
    progress.done[exercise.name] = hash;
    save_progress(course, progress);
  }
  if (command.json) {
    std::puts(boost::json::serialize(to_json(result)).c_str());
  } else {
    RenderOptions look{style_of(STDOUT_FILENO), command.timeline,
                       command.all};
    // A held verdict has the map line below.
    look.style.height -= command.lines_below + (own && held ? 2 : 0);
    std::fputs(render(course, exercise, result, look).c_str(), stdout);
    if (own && held)
      std::printf("\n%s\n", map_line(course).c_str());
  }
  return held ? all_held : not_held;
}

int prepare(const Course& course) {
  const Exercise* next = next_exercise(course, load_progress(course));
  if (!next)
    return all_held;
  ProgressBar bar;
  prebuild(course, {next}, next->presets.front(),
           [&](std::string_view what, int done, int all) {
             bar.show(what, done, all);
           });
  return all_held;
}

}  // namespace grader
