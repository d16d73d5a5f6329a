#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>

#include "capstone.hpp"
#include "error.hpp"
#include "files.hpp"
#include "grade_result.hpp"
#include "render.hpp"
#include "student.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {

namespace {

CheckedServer users_server(const std::string& command) {
  if (command.find("{port}") == std::string::npos)
    throw InputError(
        tr("--command: {} has no {{port}}: the server has to be told where "
           "to listen",
           command));
  return {command, fs::current_path()};
}

/// The student's parts, as they are.
std::map<std::string, std::string> own_parts(const Course& course,
                                             const ServerRecipe& recipe) {
  std::map<std::string, std::string> texts;
  for (const ServerPart& part : recipe.parts) {
    const Exercise& exercise = course.find(part.exercise);
    if (!fs::exists(exercise.file()))
      throw InputError(
          tr("{} is missing; ./course reset {} puts the stub there",
             shown_in(course, exercise.file()), exercise.name));
    texts[part.exercise] = read_file(exercise.file());
  }
  return texts;
}

ExerciseResult check_it(const Course& course, const Exercise& suite,
                        const std::string& command,
                        const Progress& progress) {
  if (!command.empty()) {
    const CheckedServer server = users_server(command);
    prebuild_capstone(course, progress);
    return check_server(course, suite, server, progress);
  }
  prebuild_capstone(course, progress);
  build_targets(course, "dev", {"task_server"}, progress);
  if (const auto recipe = load_server_recipe(course))
    return check_parts(course, suite, *recipe, own_parts(course, *recipe),
                       progress);
  return check_server(course, suite, course_server(course), progress);
}

}  // namespace

int check_capstone(const Course& course, const CheckCommand& command) {
  if (!command.file.empty())
    throw InputError(
        tr("--file is for exercises; a server is checked with --command"));
  const Exercise suite = load_capstone(course);
  ExerciseResult result;
  {
    ProgressBar bar;
    const Progress progress = [&](std::string_view what, int done,
                                  int all) { bar.show(what, done, all); };
    result = check_it(course, suite, command.command, progress);
  }
  Graded graded;
  graded.result = result;
  const Score score = score_of(suite, &graded);
  if (command.json) {
    boost::json::object object = to_json(result);
    object["points"] = score.points;
    object["points_of"] = score.of;
    std::puts(boost::json::serialize(object).c_str());
  } else {
    RenderOptions look{style_of(STDOUT_FILENO), command.timeline,
                       command.all};
    look.style.height -= 2;
    std::fputs(render(course, suite, result, look).c_str(), stdout);
    std::printf("\n%s\n",
                tr("{} of {} points", score.points, score.of).c_str());
  }
  return result.verdict == Verdict::held ? all_held : not_held;
}

}  // namespace grader
