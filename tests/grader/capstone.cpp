#include "capstone.hpp"

#include <algorithm>
#include <optional>

#include "check_exercise.hpp"
#include "classify.hpp"
#include "compiler_errors.hpp"
#include "grade_jobs.hpp"
#include "launch_host.hpp"
#include "words.hpp"

namespace grader {

namespace {

using Clock = std::chrono::steady_clock;

// Most checks wait, for a time limit or a replacement, more than they
// compute.
constexpr int at_a_time = 4;

fs::path suite_folder() {
  return fs::path("tests") / "capstone" / "acceptance";
}

CheckResult not_run(const Check& check) {
  CheckResult result;
  result.name = check.name;
  result.title = check.title;
  result.preset = "dev";
  return result;
}

/// The results of a suite while it runs; a check waits for its needs.
class Suite {
 public:
  Suite(const Course& course, const Exercise& suite,
        const CheckedServer& server, const Progress& progress)
      : course_(course),
        suite_(suite),
        server_(server),
        progress_(progress),
        results_(suite.checks.size()) {}

  std::vector<CheckResult> run() {
    for (auto next = next_checks(); !next.empty(); next = next_checks())
      run_jobs(
          next.size(), at_a_time,
          [&](std::size_t i) { results_[next[i]] = run(next[i]); },
          [&](std::size_t i) { tell(suite_.checks[next[i]]); });
    std::vector<CheckResult> all;
    for (auto& result : results_)
      all.push_back(std::move(*result));
    return all;
  }

 private:
  const CheckResult* result_of(const std::string& name) const {
    for (std::size_t i = 0; i < results_.size(); ++i)
      if (suite_.checks[i].name == name && results_[i])
        return &*results_[i];
    return nullptr;
  }

  /// Those that can be run now. What can never be run any more is decided
  /// here as well.
  std::vector<std::size_t> next_checks() {
    std::vector<std::size_t> next;
    for (std::size_t i = 0; i < results_.size(); ++i) {
      if (results_[i])
        continue;
      bool all_known = true;
      bool all_held = true;
      for (const std::string& need : suite_.checks[i].needs) {
        const CheckResult* result = result_of(need);
        all_known = all_known && result;
        all_held =
            all_held && !(result && result->verdict != Verdict::held);
      }
      if (!all_held)
        results_[i] = not_run(suite_.checks[i]);
      else if (all_known)
        next.push_back(i);
    }
    return next;
  }

  CheckResult run(std::size_t i) const {
    const Check& check = suite_.checks[i];
    Build build;
    build.host =
        course_.build("dev") / suite_folder() / "task_server_acceptance";
    build.preset = "dev";
    HostRequest request;
    request.executable = build.host;
    request.check = check.name;
    request.preset = build.preset;
    request.limits = suite_.limits;
    request.scratch = course_.build("dev") / "scratch";
    request.environment = {"COURSE_SERVER=" + server_.command};
    request.as_user_in = server_.as_user_in;
    return classify(suite_, check, build, launch_host(request));
  }

  void tell(const Check& check) {
    if (progress_)
      progress_(check.title, ++done_, static_cast<int>(results_.size()));
  }

  const Course& course_;
  const Exercise& suite_;
  const CheckedServer& server_;
  const Progress& progress_;
  std::vector<std::optional<CheckResult>> results_;
  int done_ = 0;
};

ExerciseResult did_not_compile(const Exercise& suite,
                               const ServerBuild& build) {
  CompileError error =
      build.part.empty()
          ? explain_link_error(build.messages, build.part, build.part)
          : explain_compile_error(build.messages, build.part, build.part);
  ExerciseResult result;
  result.exercise = suite.name;
  result.verdict = Verdict::did_not_compile;
  result.message = std::move(error.message);
  result.remark = std::move(error.remark);
  result.where = std::move(error.where);
  for (const Check& check : suite.checks)
    result.checks.push_back(not_run(check));
  return result;
}

/// A word of a shell's command.
std::string quoted(const std::string& word) {
  std::string text = "'";
  for (char c : word)
    text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

CheckedServer started_as(const fs::path& program) {
  return {quoted(program.string()) +
              " --port {port} --workers {workers} --log warning",
          {}};
}

}  // namespace

Exercise load_capstone(const Course& course) {
  const fs::path file = suite_folder() / "suite.toml";
  return load_suite(course.root / file, file.string(),
                    std::string(capstone_name));
}

void prebuild_capstone(const Course& course, const Progress& progress) {
  build_targets(course, "dev", {"task_server_acceptance"}, progress);
}

ExerciseResult check_server(const Course& course, const Exercise& suite,
                            const CheckedServer& server,
                            const Progress& progress) {
  const auto begin = Clock::now();
  ExerciseResult result;
  result.exercise = suite.name;
  result.checks = Suite(course, suite, server, progress).run();
  result.verdict = overall(result.checks);
  result.seconds =
      std::chrono::duration<double>(Clock::now() - begin).count();
  return result;
}

CheckedServer course_server(const Course& course) {
  return started_as(course.build("dev") / "capstone" / "task_server");
}

ExerciseResult check_parts(const Course& course, const Exercise& suite,
                           const ServerRecipe& recipe,
                           const std::map<std::string, std::string>& texts,
                           const Progress& progress) {
  const auto begin = Clock::now();
  if (progress)
    progress(tr("compiling the parts of the server"), 0, 0);
  const ServerBuild build = build_server(course, recipe, texts);
  ExerciseResult result =
      build.program.empty()
          ? did_not_compile(suite, build)
          : check_server(course, suite, started_as(build.program),
                         progress);
  result.seconds =
      std::chrono::duration<double>(Clock::now() - begin).count();
  return result;
}

}  // namespace grader
