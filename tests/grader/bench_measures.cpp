#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "bench.hpp"
#include "error.hpp"
#include "export_files.hpp"
#include "files.hpp"
#include "stub.hpp"
#include "supervise.hpp"
#include "words.hpp"

namespace grader {
namespace {

fs::path bench_folder(const Course& course) {
  return course.root / "build" / "bench";
}

std::string solution_of(const Course& course, const Exercise& exercise,
                        int edition) {
  const auto file = course.solution(exercise);
  return without_markers(read_file(file), file.string()) +
         fmt::format("// edition {}\n", edition);
}

// Runs `./course ...` in a course as a user would.
JobOutcome run_course(const fs::path& root,
                      std::vector<std::string> arguments) {
  Job job;
  job.command = {(root / "course").string()};
  job.command.insert(job.command.end(), arguments.begin(), arguments.end());
  job.folder = root;
  job.wall = std::chrono::minutes(20);
  auto ended = supervise(job);
  if (!ended.started || !ended.exited || ended.status != 0) {
    throw InputError(
        tr("./course {} failed:\n{}", arguments.front(), ended.output));
  }
  return ended;
}

double seconds(const JobOutcome& ended) {
  return std::chrono::duration<double>(ended.wall).count();
}

double check_seconds(const fs::path& root, const Exercise& exercise,
                     const fs::path& file) {
  return seconds(run_course(
      root, {"check", exercise.name, "--file", file.string(), "--json"}));
}

}  // namespace

std::optional<double> median(std::vector<double> values) {
  if (values.empty()) {
    return std::nullopt;
  }
  const auto middle =
      values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  if (values.size() % 2 == 1) {
    return *middle;
  }
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

bool Measure::reached() const {
  if (!course) {
    return false;
  }
  const bool absolute =
      goal == 0 || (more_is_better ? *course >= goal : *course <= goal);
  const bool relative =
      ratio_goal == 0 || (naive && *course / *naive <= ratio_goal);
  return absolute && relative;
}

Measure measure_edit(const Course& course, const Exercise& exercise,
                     int rounds) {
  const auto folder = bench_folder(course) / exercise.name;
  const auto file = folder / "course" / exercise.edit;
  NaiveBuild naive(course, exercise, folder / "naive");
  std::vector<double> ours;
  std::vector<double> naives;
  for (int round = 0; round <= rounds; ++round) {
    const auto text = solution_of(course, exercise, round);
    write_file(file, text);
    const auto one = check_seconds(course.root, exercise, file);
    if (round == 0) {
      naive.choose_compiler(text);
      continue;  // warms the caches
    }
    ours.push_back(one);
    naives.push_back(naive.run(text));
  }
  const bool header = exercise.edit.ends_with(".hpp");
  return {exercise.name + (header ? " (header)" : ""),
          "s",
          median(ours),
          median(naives),
          header ? 2.0 : 1.0,
          false,
          1.0 / 8,
          naive.is_clang()};
}

std::vector<Measure> measure_first_verdict(const Course& course,
                                           const Exercise& exercise,
                                           std::optional<double> naive) {
  const TemporaryFolder folder(bench_folder(course) / "clone");
  const auto& clone = folder.path();
  for (const auto& file : course_files(course.root)) {
    fs::create_directories((clone / file).parent_path());
    fs::copy(course.root / file, clone / file,
             fs::copy_options::copy_symlinks);
  }
  const auto student = bench_folder(course) / "first" / exercise.edit;
  write_file(student, solution_of(course, exercise, 0));
  Job configure;
  configure.command = {"cmake", "--preset", "dev"};
  configure.folder = clone;
  if (const auto ended = supervise(configure); ended.status != 0) {
    throw InputError(
        tr("the copy cannot be configured:\n{}", ended.output));
  }
  const auto ended = run_course(clone, {"check", exercise.name, "--file",
                                        student.string(), "--json"});
  return {{tr("first verdict"), "s", seconds(ended), naive, 60.0, false, 0},
          {tr("largest compile"), "MB",
           static_cast<double>(ended.peak_memory_mb), std::nullopt, 1200,
           false, 0}};
}

Measure measure_grading(const Course& course,
                        const std::vector<const Exercise*>& exercises,
                        std::optional<double> naive) {
  constexpr int students = 8;
  const TemporaryFolder folder(bench_folder(course) / "grading");
  const auto place = folder.path() / "class";
  const auto out = folder.path() / "out";
  std::string names;
  for (const auto* exercise : exercises) {
    names += (names.empty() ? "" : ",") + exercise->name;
    for (int student = 0; student < students; ++student) {
      write_file(place / fmt::format("student{}", student) / exercise->edit,
                 solution_of(course, *exercise, student));
    }
  }
  const auto ended = run_course(
      course.root, {"grade", place.string(), "--out", out.string(), "-j",
                    "2", "--exercises", names});
  const auto graded = static_cast<double>(exercises.size()) * students;
  return {tr("graded with 2 workers"),
          tr("a minute"),
          graded * 60 / seconds(ended),
          naive ? std::optional(60 / *naive) : std::nullopt,
          150,
          true,
          0};
}

}  // namespace grader
