#include "check_exercise.hpp"

#include <algorithm>
#include <future>
#include <mutex>

#include "classify.hpp"
#include "compiler_errors.hpp"
#include "files.hpp"
#include "launch_host.hpp"
#include "words.hpp"

namespace grader {

namespace {

using Clock = std::chrono::steady_clock;

bool holds_everywhere(const std::vector<CheckResult>& results,
                      const Check& check) {
  return std::all_of(
      check.needs.begin(), check.needs.end(), [&](const std::string& need) {
        return std::any_of(
            results.begin(), results.end(), [&](const CheckResult& result) {
              return result.name == need && result.verdict == Verdict::held;
            });
      });
}

CheckResult not_run(const Check& check, std::string_view preset) {
  CheckResult result;
  result.name = check.name;
  result.title = check.title;
  result.verdict = Verdict::not_run;
  result.preset = preset;
  return result;
}

bool is_stub(const CheckResult& result) {
  return result.verdict == Verdict::wrong &&
         result.message.ends_with(" is not written yet");
}

Limits impatient(Limits limits) {
  using namespace std::chrono_literals;
  limits.wall = std::min(limits.wall, std::max(limits.wall / 4, 2000ms));
  limits.cpu = std::min(limits.cpu, std::max(limits.cpu / 4, 1s));
  return limits;
}

/// The exercise as it may run there: under AddressSanitizer each fork
/// copies the tables of the shadow memory.
Exercise in_preset(Exercise exercise, std::string_view preset) {
  constexpr int slowdown_of_asan = 3;
  if (preset == "asan") {
    exercise.limits.wall *= slowdown_of_asan;
    exercise.limits.cpu *= slowdown_of_asan;
  }
  return exercise;
}

/// Keeps for each check the first preset in which it did not hold.
void merge(std::vector<CheckResult>& all, std::vector<CheckResult> more) {
  if (all.empty()) {
    all = std::move(more);
    return;
  }
  for (std::size_t i = 0; i < all.size(); ++i)
    if (all[i].verdict == Verdict::held)
      all[i] = std::move(more[i]);
}

void tell(const CheckOptions& options, std::string_view what, int done,
          int all) {
  if (options.progress)
    options.progress(what, done, all);
}

std::string shown_path(const fs::path& file, const CheckOptions& options) {
  return options.shown_as.empty() ? file.string() : options.shown_as;
}

/// The student's path in place of the bare name of the edited file.
void show_places(std::vector<CheckResult>& results,
                 const Exercise& exercise, const std::string& shown) {
  std::string mark = exercise.edit + ":";
  for (CheckResult& result : results)
    if (result.where.starts_with(mark))
      result.where.replace(0, exercise.edit.size(), shown);
}

void did_not_compile(const Exercise& exercise, const std::string& shown,
                     const Build& build, ExerciseResult& result) {
  CompileError error =
      build.linking
          ? explain_link_error(build.messages, exercise.edit, shown)
          : explain_compile_error(build.messages, exercise.edit, shown);
  result.verdict = Verdict::did_not_compile;
  result.message = std::move(error.message);
  result.remark = std::move(error.remark);
  result.where = std::move(error.where);
  result.checks.clear();
  for (const Check& check : exercise.checks)
    result.checks.push_back(not_run(check, build.preset));
}

/// What one preset showed; without a host nothing was run.
struct PresetResult {
  Build build;
  std::vector<CheckResult> checks;
};

PresetResult run_preset(const Course& course, const Exercise& exercise,
                        const fs::path& file, const std::string& preset,
                        const CheckOptions& options) {
  PresetResult result;
  if (!options.prebuilt)
    prebuild(course, {&exercise}, preset, options.progress);
  tell(options, tr("compiling {}", exercise.edit), 0, 0);
  result.build = build_host(course, exercise, file, preset, options.keep);
  if (!result.build.host.empty())
    result.checks = run_checks(course, exercise, result.build, options);
  return result;
}

}  // namespace

CheckResult run_check(const Course& course, const Exercise& exercise,
                      const Build& build, const Check& check,
                      const CheckOptions&) {
  const Exercise here = in_preset(exercise, build.preset);
  HostRequest request;
  request.executable = build.host;
  request.check = check.name;
  request.preset = build.preset;
  request.limits = here.limits;
  request.scratch = course.build(build.preset) / "scratch";
  return classify(here, check, build, launch_host(request));
}

std::vector<CheckResult> run_checks(const Course& course,
                                    const Exercise& exercise,
                                    const Build& build,
                                    const CheckOptions& options) {
  std::vector<CheckResult> results;
  int all = static_cast<int>(exercise.checks.size());
  Exercise limited = exercise;
  bool stub = false;
  for (const Check& check : exercise.checks) {
    tell(options, check.title, static_cast<int>(results.size()), all);
    // All checks of a stub would say the same.
    if (stub || !holds_everywhere(results, check)) {
      results.push_back(not_run(check, build.preset));
      continue;
    }
    results.push_back(run_check(course, limited, build, check, options));
    stub = is_stub(results.back());
    // What hangs once mostly hangs again: nobody waits that long twice.
    if (results.back().verdict == Verdict::time_limit)
      limited.limits = impatient(exercise.limits);
  }
  return results;
}

Verdict overall(const std::vector<CheckResult>& results) {
  for (const CheckResult& result : results)
    if (result.verdict != Verdict::held)
      return result.verdict;
  return results.empty() ? Verdict::not_run : Verdict::held;
}

ExerciseResult check_exercise(const Course& course,
                              const Exercise& exercise,
                              const fs::path& file,
                              const CheckOptions& options) {
  auto begin = Clock::now();
  ExerciseResult result;
  result.exercise = exercise.name;
  CheckOptions shared = options;
  std::mutex one_at_a_time;
  if (options.progress)
    shared.progress = [&](std::string_view what, int done, int all) {
      std::lock_guard lock(one_at_a_time);
      options.progress(what, done, all);
    };

  // The presets run beside each other: two compilers on two processors.
  std::vector<std::future<PresetResult>> runs;
  for (const std::string& preset :
       options.presets.empty() ? exercise.presets : options.presets)
    runs.push_back(std::async(std::launch::async, [&, preset] {
      return run_preset(course, exercise, file, preset, shared);
    }));
  std::vector<PresetResult> presets;
  for (auto& run : runs)
    presets.push_back(run.get());

  std::string shown = shown_path(file, options);
  for (PresetResult& preset : presets) {
    if (preset.build.host.empty()) {
      did_not_compile(exercise, shown, preset.build, result);
      break;
    }
    merge(result.checks, std::move(preset.checks));
    result.verdict = overall(result.checks);
  }
  show_places(result.checks, exercise, shown);
  result.seconds =
      std::chrono::duration<double>(Clock::now() - begin).count();
  return result;
}

}  // namespace grader
