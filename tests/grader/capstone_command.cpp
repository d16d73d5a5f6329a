#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>

#include "capstone.hpp"
#include "error.hpp"
#include "files.hpp"
#include "grade_result.hpp"
#include "progress_file.hpp"
#include "render.hpp"
#include "server_map.hpp"
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

/// Whether what is checked is the student's server.
bool is_own(const CheckCommand& command) {
  return command.command.empty();
}

/// Remembers that the whole has held, for the map.
/// @param hash  of what was checked
void remember_held(const Course& course, const std::string& hash) {
  StudentProgress progress = load_progress(course);
  progress.done[std::string(capstone_name)] = hash;
  save_progress(course, progress);
}

/// Which parts are the student's own.
boost::json::array to_json(const std::vector<ServerMilestone>& milestones) {
  boost::json::array parts;
  for (const ServerMilestone& part : milestones)
    parts.push_back(
        {{"exercise", part.exercise}, {"state", to_string(part.state)}});
  return parts;
}

ExerciseResult check_it(const Course& course, const Exercise& suite,
                        const std::string& command,
                        const ServerTexts& parts,
                        const Progress& progress) {
  if (!command.empty()) {
    const CheckedServer server = users_server(command);
    prebuild_capstone(course, progress);
    return check_server(course, suite, server, progress);
  }
  prebuild_capstone(course, progress);
  build_targets(course, "dev", {"task_server"}, progress);
  if (const auto recipe = load_server_recipe(course))
    return check_parts(course, suite, *recipe, parts, progress);
  return check_server(course, suite, course_server(course), progress);
}

}  // namespace

int check_capstone(const Course& course, const CheckCommand& command) {
  if (!command.file.empty())
    throw InputError(
        tr("--file is for exercises; a server is checked with --command"));
  const Exercise suite = load_capstone(course);
  std::vector<ServerMilestone> milestones;
  ServerTexts parts;
  if (is_own(command)) {
    parts = own_server_parts(course);
    milestones = server_milestones(course, load_progress(course));
  }
  ExerciseResult result;
  {
    ProgressBar bar;
    const Progress progress = [&](std::string_view what, int done,
                                  int all) { bar.show(what, done, all); };
    result = check_it(course, suite, command.command, parts, progress);
  }
  const bool held = result.verdict == Verdict::held;
  if (is_own(command) && held)
    remember_held(course, server_hash(parts));
  Graded graded;
  graded.result = result;
  const Score score = score_of(suite, &graded);
  if (command.json) {
    boost::json::object object = to_json(result);
    object["points"] = score.points;
    object["points_of"] = score.of;
    if (is_own(command))
      object["parts"] = to_json(milestones);
    std::puts(boost::json::serialize(object).c_str());
  } else {
    RenderOptions look{style_of(STDOUT_FILENO), command.timeline,
                       command.all};
    const std::string map = server_map(milestones, look.style);
    look.style.height -=
        2 + static_cast<int>(std::count(map.begin(), map.end(), '\n'));
    std::fputs(map.c_str(), stdout);
    std::fputs(render(course, suite, result, look).c_str(), stdout);
    std::printf("\n%s\n",
                tr("{} of {} points", score.points, score.of).c_str());
  }
  return held ? all_held : not_held;
}

}  // namespace grader
