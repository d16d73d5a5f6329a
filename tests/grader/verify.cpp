#include "verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <set>
#include <thread>

#include "build.hpp"
#include "error.hpp"
#include "grade_jobs.hpp"
#include "instructor.hpp"
#include "render.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {
namespace {

class Verification {
 public:
  Verification(const Course& course, const VerifyOptions& options);

  int run();

 private:
  struct Part {
    const Exercise* exercise;
    std::vector<Subject> subjects;
    std::size_t waiting = 0;
  };

  void prebuild_presets() const;
  void report(const Part&);
  void show(const Part&) const;

  const Course& course_;
  const VerifyOptions& options_;
  Repetitions repetitions_;
  Style style_ = style_of(1);
  std::vector<Part> parts_;
  bool all_well_ = true;
};

Verification::Verification(const Course& course,
                           const VerifyOptions& options)
    : course_(course), options_(options) {
  if (options.quick) {
    repetitions_ = {5, 3, false};
  }
  std::set<const Exercise*> chosen;
  for (const auto& name : options.exercises) {
    chosen.insert(&course.find(name));
  }
  for (const auto& exercise : course.exercises) {
    if (chosen.empty() || chosen.contains(&exercise)) {
      parts_.push_back(
          {&exercise, subjects_of(course, exercise, repetitions_)});
      parts_.back().waiting = parts_.back().subjects.size();
    }
  }
}

void Verification::prebuild_presets() const {
  std::map<std::string, std::set<const Exercise*>> by_preset;
  for (const auto& part : parts_) {
    for (const auto& subject : part.subjects) {
      if (!subject.preset.empty()) {
        by_preset[subject.preset].insert(part.exercise);
      }
    }
    for (const auto& preset : part.exercise->presets) {
      by_preset[preset].insert(part.exercise);
    }
  }
  ProgressBar bar;
  for (const auto& [preset, exercises] : by_preset) {
    prebuild(course_, {exercises.begin(), exercises.end()}, preset,
             [&](std::string_view what, int done, int all) {
               bar.show(what, done, all);
             });
  }
}

void Verification::report(const Part& part) {
  const auto together =
      verify_together(course_, *part.exercise, part.subjects);
  std::map<Subject::Kind, int> counts;
  int solution_runs = 0;
  std::set<std::string> presets;
  std::string problems;
  int count = 0;
  const auto add = [&](const std::string& problem) {
    problems += "  " + printable(problem, true) + '\n';
    ++count;
  };
  for (const auto& subject : part.subjects) {
    ++counts[subject.kind];
    if (subject.kind == Subject::Kind::solution) {
      solution_runs = std::max(solution_runs, subject.runs);
      presets.insert(subject.preset);
    }
    for (const auto& problem : subject.problems) {
      add(subject.name() + ' ' + problem);
    }
  }
  std::ranges::for_each(together, add);
  const auto width = std::ranges::max(parts_, {}, [](const Part& each) {
                       return each.exercise->name.size();
                     }).exercise->name.size();
  const auto line =
      count == 0
          ? style_(Colour::green, tr("holds")) +
                tr("  solution {} times, in {}; {} mistakes {} times; ",
                   solution_runs,
                   fmt::format("{}", fmt::join(presets, ", ")),
                   counts[Subject::Kind::mistake], repetitions_.mistake) +
                tr_count("{} variant", "{} variants",
                         counts[Subject::Kind::variant])
          : style_(Colour::red,
                   tr_count("{} problem", "{} problems", count));
  fmt::print("{:<{}}  {}\n{}", part.exercise->name, width, line, problems);
  std::fflush(stdout);
  all_well_ = all_well_ && count == 0;
}

void Verification::show(const Part& part) const {
  for (const auto& subject : part.subjects) {
    if (subject.kind != Subject::Kind::mistake) {
      continue;
    }
    fmt::print("\n{} {}\n", style_(Colour::bold, subject.name()),
               printable(subject.file.idea));
    fmt::print("{}\n", render(course_, *part.exercise, subject.result,
                              {style_, false, false}));
  }
}

int Verification::run() {
  prebuild_presets();
  // Each file is a job of its own, so that one exercise fills all workers.
  // One worker more than processors: some checks wait in real time.
  const int workers =
      options_.jobs > 0
          ? options_.jobs
          : static_cast<int>(std::thread::hardware_concurrency()) + 1;
  std::vector<std::pair<Part*, Subject*>> jobs;
  for (auto& part : parts_) {
    for (auto& subject : part.subjects) {
      jobs.emplace_back(&part, &subject);
    }
  }
  ProgressBar bar;
  int done = 0;
  run_jobs(
      jobs.size(), workers,
      [&](std::size_t i) {
        verify_subject(course_, *jobs[i].second, repetitions_);
      },
      [&](std::size_t i) {
        auto& part = *jobs[i].first;
        if (--part.waiting == 0) {
          bar.clear();
          report(part);
          if (options_.show) {
            show(part);
          }
        }
        bar.show(tr("verifying"), ++done, static_cast<int>(jobs.size()),
                 true);
      });
  return all_well_ ? all_held : not_held;
}

}  // namespace

std::vector<Subject> subjects_of(const Course& course,
                                 const Exercise& exercise,
                                 const Repetitions& repetitions) {
  std::vector<Subject> subjects;
  const auto add = [&](Subject::Kind kind, NamedFile file,
                       std::string preset) {
    Subject subject;
    subject.kind = kind;
    subject.exercise = &exercise;
    subject.file = std::move(file);
    subject.preset = std::move(preset);
    subjects.push_back(std::move(subject));
  };
  NamedFile solution;
  solution.path = course.solution(exercise);
  std::set<std::string> presets(exercise.presets.begin(),
                                exercise.presets.end());
  presets.insert("dev");
  if (repetitions.sanitizers) {
    presets.insert("asan");
  }
  for (const auto& preset : presets) {
    add(Subject::Kind::solution, solution, preset);
  }
  NamedFile stub;
  stub.path =
      course.root / "build" / "stubs" / exercise.name / exercise.edit;
  add(Subject::Kind::stub, stub, "");
  for (auto& mistake : named_files(course, exercise, "mistakes")) {
    add(Subject::Kind::mistake, std::move(mistake), "");
  }
  for (auto& variant : named_files(course, exercise, "variants")) {
    add(Subject::Kind::variant, std::move(variant), "");
  }
  return subjects;
}

int verify(const Course& course, const VerifyOptions& options) {
  if (!fs::is_directory(course.root / "solutions")) {
    throw InputError(
        tr("this course has no solutions: there is nothing to verify"));
  }
  return Verification(course, options).run();
}

}  // namespace grader
