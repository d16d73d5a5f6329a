#include "capstone.hpp"

#include <algorithm>
#include <optional>

#include "check_exercise.hpp"
#include "classify.hpp"
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

  static CheckResult not_run(const Check& check) {
    CheckResult result;
    result.name = check.name;
    result.title = check.title;
    result.preset = "dev";
    return result;
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

/// A word of a shell's command.
std::string quoted(const std::string& word) {
  std::string text = "'";
  for (char c : word)
    text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
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

CheckedServer course_server(const Course& course,
                            const Progress& progress) {
  build_targets(course, "dev", {"task_server"}, progress);
  const fs::path program = course.build("dev") / "capstone" / "task_server";
  return {quoted(program.string()) +
              " --port {port} --workers {workers} --log warning",
          {}};
}

}  // namespace grader
