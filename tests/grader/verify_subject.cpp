#include <fmt/format.h>

#include <algorithm>
#include <atomic>

#include "check_exercise.hpp"
#include "compiler_errors.hpp"
#include "error.hpp"
#include "files.hpp"
#include "grade_jobs.hpp"
#include "stub.hpp"
#include "supervise.hpp"
#include "verify.hpp"
#include "words.hpp"

namespace grader {
namespace {

void add(Subject& subject, std::string problem) {
  subject.problems.push_back(std::move(problem));
}

std::string shown(const CheckResult& check) {
  auto text = std::string(to_string(check.verdict));
  if (!check.diagnosis.empty()) {
    text += " (" + check.diagnosis + ")";
  }
  if (!check.message.empty()) {
    text += ": " + check.message.substr(0, check.message.find('\n'));
  }
  return text;
}

const CheckResult* first_not_held(const ExerciseResult& result) {
  const auto found = std::ranges::find_if(
      result.checks,
      [](const auto& check) { return check.verdict != Verdict::held; });
  return found == result.checks.end() ? nullptr : &*found;
}

// One test host for each preset, held until the subject is done: hosts that
// are kept for the next check could go while they are in use.
using Builds = std::vector<Build>;

Builds build_all(const Course& course, Subject& subject) {
  const auto& exercise = *subject.exercise;
  Builds builds;
  const auto presets = subject.preset.empty() ? exercise.presets
                                              : std::vector{subject.preset};
  for (const auto& preset : presets) {
    builds.push_back(
        build_host(course, exercise, subject.file.path, preset, false));
    const auto& build = builds.back();
    if (build.host.empty()) {
      const auto name = subject.file.path.filename().string();
      const auto error =
          build.linking
              ? explain_link_error(build.messages, exercise.edit, name)
              : explain_compile_error(build.messages, exercise.edit, name);
      add(subject, tr("does not compile in {}: {}: {}", preset, error.where,
                      error.message));
      return {};
    }
  }
  return builds;
}

// What a student would see: each check as in the first preset in which it
// does not hold.
ExerciseResult run_all(const Course& course, const Subject& subject,
                       const Builds& builds) {
  ExerciseResult result;
  result.exercise = subject.exercise->name;
  for (const auto& build : builds) {
    auto checks = run_checks(course, *subject.exercise, build);
    if (result.checks.empty()) {
      result.checks = std::move(checks);
      continue;
    }
    for (std::size_t i = 0; i < checks.size(); ++i) {
      if (result.checks[i].verdict == Verdict::held) {
        result.checks[i] = std::move(checks[i]);
      }
    }
  }
  result.verdict = overall(result.checks);
  return result;
}

void expect_held(Subject& subject, const std::vector<CheckResult>& checks,
                 int run) {
  for (const auto& check : checks) {
    if (check.verdict != Verdict::held) {
      add(subject, tr("run {}: {} is {}", run, check.name, shown(check)));
    }
  }
}

void expect_order_of_list(Subject& subject, const Build& build) {
  Job job;
  job.command = {build.host.string(), "--list"};
  job.folder = build.host.parent_path();
  job.wall = std::chrono::seconds(30);
  const auto ended = supervise(job);
  std::string wanted;
  for (const auto& check : subject.exercise->checks) {
    wanted += check.name + '\n';
  }
  if (ended.output != wanted) {
    add(subject,
        tr("exercise.toml does not list the checks of the test in their "
           "order, which is\n{}",
           ended.output));
  }
}

void verify_right(const Course& course, Subject& subject, int runs) {
  const auto builds = build_all(course, subject);
  if (builds.empty()) {
    return;
  }
  if (subject.kind == Subject::Kind::solution) {
    expect_order_of_list(subject, builds.front());
  }
  while (subject.problems.empty() && subject.runs < runs) {
    ++subject.runs;
    subject.result = run_all(course, subject, builds);
    expect_held(subject, subject.result.checks, subject.runs);
  }
}

void verify_stub(const Course& course, Subject& subject) {
  const auto& exercise = *subject.exercise;
  write_file(subject.file.path, stub_of(course, exercise));
  const auto builds = build_all(course, subject);
  if (builds.empty()) {
    return;
  }
  subject.runs = 1;
  if (!builds.front().messages.empty()) {
    add(subject,
        tr("compiles with warnings:\n{}", builds.front().messages));
  }
  // Every check for itself: a verdict stops at the first "not written yet".
  for (const auto& check : exercise.checks) {
    const auto result = run_check(course, exercise, builds.front(), check);
    if (result.verdict == Verdict::held) {
      add(subject, tr("{} holds on the stub", check.name));
    }
    subject.result.checks.push_back(result);
  }
  const auto wanted = exercise.name + " is not written yet";
  if (const auto& first = subject.result.checks.front();
      first.message != wanted) {
    add(subject, tr("{} says \"{}\" and not \"{}\"", first.name,
                    first.message, wanted));
  }
}

bool names_what_exists(Subject& subject) {
  const auto& [exercise, file] = std::tie(*subject.exercise, subject.file);
  if (exercise.find_check(file.check) == nullptr) {
    add(subject,
        file.check.empty()
            ? tr("has no line \"// check: Suite.Name\"")
            : tr("names the check {}, which does not exist", file.check));
  }
  if (file.diagnosis.empty() && !file.verdict) {
    add(subject, tr("has no line \"// diagnosis: id\""));
  }
  if (!file.diagnosis.empty() &&
      exercise.diagnosis_text(file.diagnosis).empty()) {
    add(subject,
        tr("names the diagnosis {}, which does not exist", file.diagnosis));
  }
  if (!file.preset.empty() &&
      std::ranges::find(exercise.presets, file.preset) ==
          exercise.presets.end()) {
    add(subject, tr("shows only in {}, where exercise.toml does not check",
                    file.preset));
  }
  return subject.problems.empty();
}

// What is wrong with how the named check ended, or nothing.
std::string not_as_named(const NamedFile& file, const CheckResult& check) {
  if (check.verdict == Verdict::held || check.verdict == Verdict::not_run) {
    return tr("is not caught: {} is {}", check.name, shown(check));
  }
  if (file.verdict && check.verdict != *file.verdict) {
    return tr("{} is {} and not {}", check.name, shown(check),
              to_string(*file.verdict));
  }
  if (check.diagnosis != file.diagnosis) {
    return tr("{} is {}; the diagnosis should be {}", check.name,
              shown(check),
              file.diagnosis.empty() ? tr("none") : file.diagnosis);
  }
  if (!file.preset.empty() && check.preset != file.preset) {
    return tr("{} is {} in {} already", check.name, shown(check),
              check.preset);
  }
  return {};
}

// What the next runs of the check that catches a mistake show, each in
// words if it is not what the mistake's file says. They stop at the first.
std::vector<std::string> repeat(const Course& course,
                                const Subject& subject, const Build& build,
                                const CheckResult& first, int runs) {
  std::vector<std::string> wrong(
      static_cast<std::size_t>(std::max(runs, 0)));
  const auto& check = *subject.exercise->find_check(first.name);
  std::atomic<bool> seen = false;
  // A check that waits, for a child or for the end of its patience, leaves
  // the processors to others.
  constexpr int waiting_at_a_time = 8;
  run_jobs(
      wrong.size(), first.was_idle ? waiting_at_a_time : 1,
      [&](std::size_t i) {
        if (!seen) {
          wrong[i] = not_as_named(
              subject.file,
              run_check(course, *subject.exercise, build, check));
          seen = seen || !wrong[i].empty();
        }
      },
      [](std::size_t) {});
  return wrong;
}

void verify_mistake(const Course& course, Subject& subject, int runs) {
  if (!names_what_exists(subject)) {
    return;
  }
  const auto builds = build_all(course, subject);
  if (builds.empty()) {
    return;
  }
  subject.result = run_all(course, subject, builds);
  subject.runs = 1;
  const auto* first = first_not_held(subject.result);
  if (first == nullptr) {
    return add(subject, tr("is not caught: every check holds"));
  }
  if (first->name != subject.file.check) {
    return add(subject, tr("is caught first by {}, {}; a verdict would "
                           "not show what {} says",
                           first->name, shown(*first), subject.file.check));
  }
  if (subject.result.held() == 0) {
    add(subject, tr("holds no check: a learner gains nothing over the "
                    "stub"));
  }
  if (auto wrong = not_as_named(subject.file, *first); !wrong.empty()) {
    return add(subject, std::move(wrong));
  }
  const auto& build =
      *std::ranges::find(builds, first->preset, &Build::preset);
  for (const auto& wrong :
       repeat(course, subject, build, *first, runs - 1)) {
    ++subject.runs;
    if (!wrong.empty()) {
      return add(subject, tr("run {}: {}", subject.runs, wrong));
    }
  }
}

}  // namespace

std::string Subject::name() const {
  const auto file_name = file.path.filename().string();
  switch (kind) {
    case Kind::solution:
      return tr("solution in {}", preset);
    case Kind::stub:
      return tr("stub");
    case Kind::mistake:
      return "mistakes/" + file_name;
    case Kind::variant:
      return "variants/" + file_name;
  }
  return {};
}

void verify_subject(const Course& course, Subject& subject,
                    const Repetitions& repetitions) {
  switch (subject.kind) {
    case Subject::Kind::solution:
      verify_right(course, subject,
                   subject.preset == "dev" ? repetitions.solution : 1);
      break;
    case Subject::Kind::stub:
      verify_stub(course, subject);
      break;
    case Subject::Kind::mistake:
      verify_mistake(course, subject, repetitions.mistake);
      break;
    case Subject::Kind::variant:
      if (subject.file.variant.empty()) {
        add(subject, tr("has no line \"// variant: the mechanism\""));
      }
      verify_right(course, subject, 1);
      break;
  }
}

}  // namespace grader
