#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>

#include "capstone.hpp"
#include "error.hpp"
#include "grade_result.hpp"
#include "render.hpp"
#include "student.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {

namespace {

CheckedServer server_of(const Course& course, const std::string& command,
                        const Progress& progress) {
  if (command.empty())
    return course_server(course, progress);
  if (command.find("{port}") == std::string::npos)
    throw InputError(
        tr("--command: {} has no {{port}}: the server has to be told where "
           "to listen",
           command));
  return {command, fs::current_path()};
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
    const CheckedServer server =
        server_of(course, command.command, progress);
    prebuild_capstone(course, progress);
    result = check_server(course, suite, server, progress);
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
