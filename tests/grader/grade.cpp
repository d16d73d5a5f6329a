#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "check_exercise.hpp"
#include "error.hpp"
#include "files.hpp"
#include "grade_jobs.hpp"
#include "grade_key.hpp"
#include "grade_result.hpp"
#include "grade_state.hpp"
#include "instructor.hpp"
#include "intake.hpp"
#include "interrupt.hpp"
#include "report.hpp"
#include "report_text.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {
namespace {

// One file of one student that has to be compiled and run.
struct GradeJob {
  std::size_t student;
  const Exercise* exercise;
  std::string bytes;
  std::string key;
};

// One run of `grade`: intake, grading, reports.
class Grading {
 public:
  Grading(const Course& course, const GradeOptions& options);

  int run();

 private:
  void take_in();
  void take_in(std::size_t student, const Contents& contents);
  void grade_all();
  Graded grade_one(const GradeJob&) const;
  void finish(std::size_t student);
  void write_student(const StudentResults&) const;
  void write_class();

  bool chosen(const std::string& student) const {
    return options_.students.empty() ||
           std::ranges::find(options_.students, student) !=
               options_.students.end();
  }

  const Course& course_;
  const GradeOptions& options_;
  GradeState state_;
  std::vector<const Exercise*> exercises_;
  std::vector<StudentResults> students_;
  std::vector<int> waiting_;  // jobs left, by student
  std::vector<GradeJob> jobs_;
  std::size_t kept_ = 0;  // results of earlier runs
};

Grading::Grading(const Course& course, const GradeOptions& options)
    : course_(course), options_(options), state_(options.out) {
  std::set<std::string> names;
  for (const auto& name : options.exercises) {
    names.insert(course.find(name).name);
  }
  for (const auto& exercise : course.exercises) {
    if (names.empty() || names.contains(exercise.name)) {
      exercises_.push_back(&exercise);
    }
  }
}

void Grading::take_in() {
  std::set<std::string> files;
  std::set<std::string> folders(course_.chapters.begin(),
                                course_.chapters.end());
  for (const auto& exercise : course_.exercises) {
    files.insert(exercise.edit);
    folders.insert({exercise.name, exercise.chapter});
  }
  const auto submissions = find_submissions(options_.paths, files, folders);
  std::vector<std::string> names;
  for (const auto& submission : submissions) {
    names.push_back(submission.student);
  }
  for (const auto& student : options_.students) {
    if (std::ranges::find(names, student) == names.end()) {
      const auto near = nearest_name(student, names);
      throw InputError(
          tr("there is no submission of {}{}", student,
             near.empty() ? "" : tr("; did you mean {}?", near)));
    }
  }
  for (const auto& submission : submissions) {
    students_.push_back({submission.student, {}});
    take_in(students_.size() - 1,
            chosen(submission.student) ? read_contents(submission, files)
                                       : Contents{});
  }
}

void Grading::take_in(std::size_t student, const Contents& contents) {
  auto& results = students_[student];
  waiting_.push_back(0);
  for (const auto& exercise : course_.exercises) {
    auto kept = state_.load(results.student, exercise.name);
    const bool wanted =
        chosen(results.student) &&
        std::ranges::find(exercises_, &exercise) != exercises_.end();
    if (!wanted) {
      if (kept) {
        results.exercises[exercise.name] = std::move(*kept);
      }
      continue;
    }
    auto handed_in = choose_file(contents, exercise.edit);
    if (!handed_in.bytes) {
      auto graded = nothing_to_run(exercise, std::move(handed_in.note));
      state_.save(results.student, exercise.name, graded);
      results.exercises[exercise.name] = std::move(graded);
      continue;
    }
    const auto key = content_hash(*handed_in.bytes) +
                     tests_key(course_, exercise);
    if (kept && kept->key == key && !options_.again) {
      results.exercises[exercise.name] = std::move(*kept);
      ++kept_;
      continue;
    }
    jobs_.push_back(
        {student, &exercise, std::move(*handed_in.bytes), key});
    ++waiting_[student];
  }
}

Graded Grading::grade_one(const GradeJob& job) const {
  const TemporaryFolder folder(course_.root / "build" / "submissions");
  const auto file = folder.path() / job.exercise->edit;
  write_file(file, job.bytes);
  CheckOptions options;
  options.shown_as = job.exercise->edit;
  options.keep = false;
  options.prebuilt = true;
  Graded graded;
  graded.key = job.key;
  graded.result =
      check_exercise(course_, *job.exercise, file, options);
  return graded;
}

void Grading::grade_all() {
  std::map<std::string, std::vector<const Exercise*>> by_preset;
  for (const auto* exercise : exercises_) {
    if (std::ranges::find(jobs_, exercise, &GradeJob::exercise) !=
        jobs_.end()) {
      for (const auto& preset : exercise->presets) {
        by_preset[preset].push_back(exercise);
      }
    }
  }
  ProgressBar bar;
  for (const auto& [preset, exercises] : by_preset) {
    prebuild(course_, exercises, preset,
             [&](std::string_view what, int done, int all) {
               bar.show(what, done, all);
             });
  }
  const auto all = static_cast<int>(jobs_.size());
  int done = 0;
  std::vector<Graded> results(jobs_.size());
  run_jobs(
      jobs_.size(), options_.jobs,
      [&](std::size_t i) { results[i] = grade_one(jobs_[i]); },
      [&](std::size_t i) {
        const auto& job = jobs_[i];
        auto& student = students_[job.student];
        state_.save(student.student, job.exercise->name, results[i]);
        student.exercises[job.exercise->name] = std::move(results[i]);
        bar.show(tr("grading"), ++done, all, true);
        if (--waiting_[job.student] == 0) {
          bar.clear();
          finish(job.student);
        }
      });
}

void Grading::finish(std::size_t number) {
  const auto& student = students_[number];
  write_student(student);
  if (options_.json) {
    return;
  }
  const auto score = score_of(exercises_, student);
  fmt::print("{}\n", tr("{}: {} of {} points", printable(student.student),
                        score.points, score.of));
  std::fflush(stdout);
}

void Grading::write_student(const StudentResults& student) const {
  const auto folder = options_.out / file_name_for(student.student);
  write_file(folder / "results.json", gradescope_json(exercises_, student));
  write_file(folder / "junit.xml", junit_xml(exercises_, student));
  write_file(folder / "report.html", report_html(exercises_, student));
}

// Everybody who was ever graded into this folder is in the gradebook, so
// that grading one student anew does not lose the others.
void Grading::write_class() {
  auto everybody = students_;
  for (const auto& name : state_.students()) {
    if (std::ranges::find(students_, name, &StudentResults::student) !=
        students_.end()) {
      continue;
    }
    StudentResults earlier{name, {}};
    for (const auto& exercise : course_.exercises) {
      if (auto kept = state_.load(name, exercise.name)) {
        earlier.exercises[exercise.name] = std::move(*kept);
      }
    }
    everybody.push_back(std::move(earlier));
  }
  std::ranges::sort(everybody, {}, &StudentResults::student);
  // Likewise for exercises that an earlier run has graded.
  std::vector<const Exercise*> exercises;
  for (const auto& exercise : course_.exercises) {
    const bool graded = std::ranges::any_of(
        everybody, [&](const StudentResults& student) {
          return find_graded(student, exercise) != nullptr;
        });
    if (graded) {
      exercises.push_back(&exercise);
    }
  }
  write_file(options_.out / "gradebook.csv",
             gradebook_csv(exercises, everybody));
  write_file(options_.out / "misconceptions.csv",
             misconceptions_csv(misconceptions(exercises, everybody)));
  if (options_.json) {
    fmt::print("{}", grade_json(exercises, everybody));
  } else {
    const auto earlier = everybody.size() - students_.size();
    fmt::print("{}\n",
               tr_count("{} student in {}", "{} students in {}",
                        static_cast<long>(everybody.size()),
                        (options_.out / "gradebook.csv").string()));
    if (earlier != 0) {
      fmt::print("{}\n", tr("{} of them from earlier runs only", earlier));
    }
    fmt::print("{}\n", isolation_note());
  }
}

int Grading::run() {
  take_in();
  try {
    for (std::size_t i = 0; i < students_.size(); ++i) {
      if (waiting_[i] == 0) {
        finish(i);
      }
    }
    grade_all();
  } catch (const Interrupted&) {
    throw;
  }
  write_class();
  return all_held;
}

}  // namespace

int grade(const Course& course, const GradeOptions& options) {
  if (options.out.empty()) {
    throw InputError(tr("grade needs --out DIR"));
  }
  return Grading(course, options).run();
}

}  // namespace grader
