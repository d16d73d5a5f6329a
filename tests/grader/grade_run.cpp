#include "grade_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "capstone.hpp"
#include "check_exercise.hpp"
#include "error.hpp"
#include "files.hpp"
#include "grade_capstone.hpp"
#include "grade_jobs.hpp"
#include "grade_key.hpp"
#include "report.hpp"
#include "report_text.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {
namespace {

template <class Range, class Value>
bool holds(const Range& range, const Value& value) {
  return std::ranges::find(range, value) != range.end();
}

std::vector<const Exercise*> choose_exercises(const Course& course,
                                              const GradeOptions& options) {
  std::set<const Exercise*> chosen;
  for (const auto& name : options.exercises) {
    chosen.insert(&course.find(name));
  }
  std::vector<const Exercise*> exercises;
  for (const auto& exercise : course.exercises) {
    if (chosen.empty() || chosen.contains(&exercise)) {
      exercises.push_back(&exercise);
    }
  }
  return exercises;
}

bool has_same_text(const GradeJob& one, const GradeJob& other) {
  return one.bytes == other.bytes && one.parts == other.parts;
}

}  // namespace

GradeRun::GradeRun(const Course& course, const GradeOptions& options)
    : course_(with_capstone(course)),
      options_(options),
      state_(options.out),
      exercises_(choose_exercises(course_, options)) {}

bool GradeRun::chosen(const Exercise& exercise) const {
  return holds(exercises_, &exercise);
}

bool GradeRun::chosen(const std::string& student) const {
  return options_.students.empty() || holds(options_.students, student);
}

void GradeRun::take_in() {
  std::set<std::string> files;
  std::set<std::string> folders(course_.chapters.begin(),
                                course_.chapters.end());
  for (const auto& exercise : course_.exercises) {
    if (!is_capstone(exercise)) {
      files.insert(exercise.edit);
    }
    folders.insert({exercise.name, exercise.chapter});
  }
  for (const auto* exercise : exercises_) {
    tests_keys_[exercise->name] = is_capstone(*exercise)
                                      ? capstone_key(course_)
                                      : tests_key(course_, *exercise);
  }
  const auto submissions = find_submissions(options_.paths, files, folders);
  if (submissions.empty()) {
    throw InputError(tr("no submission in {}: neither a folder nor a zip",
                        options_.paths.front().string()));
  }
  std::vector<std::string> names;
  for (const auto& submission : submissions) {
    names.push_back(submission.student);
  }
  for (const auto& student : options_.students) {
    if (!holds(names, student)) {
      const auto near = nearest_name(student, names);
      throw InputError(
          tr("there is no submission of {}{}", student,
             near.empty() ? "" : tr("; did you mean {}?", near)));
    }
  }
  for (const auto& submission : submissions) {
    take_in(submission, files);
  }
  here_ = students_.size();
  load_earlier();
}

void GradeRun::take_in(const Submission& submission,
                       const std::set<std::string>& files) {
  students_.push_back({submission.student, {}});
  waiting_.push_back(0);
  const bool grade_it = chosen(submission.student);
  const auto contents =
      grade_it ? read_contents(submission, files) : Contents{};
  for (const auto& exercise : course_.exercises) {
    if (grade_it && chosen(exercise)) {
      look_at(exercise, contents);
    } else if (auto kept = state_.load(submission.student, exercise.name)) {
      students_.back().exercises[exercise.name] = std::move(*kept);
    }
  }
}

// Nothing handed in, graded before, or a new job for the last student.
void GradeRun::look_at(const Exercise& exercise, const Contents& contents) {
  GradeJob job;
  job.exercise = &exercise;
  std::string note;
  if (is_capstone(exercise)) {
    auto parts = choose_parts(course_, contents);
    note = std::move(parts.note);
    job.parts = std::move(parts.texts);
  } else {
    auto handed_in = choose_file(contents, exercise.edit);
    note = std::move(handed_in.note);
    job.bytes = std::move(handed_in.bytes).value_or("");
  }
  if (note.empty()) {
    return add_job(exercise, std::move(job));
  }
  auto& student = students_.back();
  auto graded = nothing_to_run(exercise, std::move(note));
  state_.save(student.student, exercise.name, graded);
  student.exercises[exercise.name] = std::move(graded);
}

// Unless an earlier run has graded the same; and for the same file of
// another student, only a name in that student's job.
void GradeRun::add_job(const Exercise& exercise, GradeJob job) {
  auto& student = students_.back();
  std::string all = content_hash(job.bytes);
  for (const auto& [part, text] : job.parts) {
    all += content_hash(text);
  }
  // One file has the key that it always had.
  job.key = (job.parts.empty() ? all : content_hash(all)) +
            tests_keys_.at(exercise.name);
  auto kept = state_.load(student.student, exercise.name);
  if (kept && kept->key == job.key && !options_.again) {
    student.exercises[exercise.name] = std::move(*kept);
    return;
  }
  const auto [first, is_first] =
      job_of_key_.try_emplace({&exercise, job.key}, jobs_.size());
  // Somebody may have made a text for the key of another one's.
  const bool is_same =
      !is_first && has_same_text(jobs_[first->second], job);
  const auto index = is_same ? first->second : jobs_.size();
  if (!is_same) {
    jobs_.push_back(std::move(job));
  }
  jobs_[index].students.push_back(students_.size() - 1);
  ++waiting_.back();
  ++all_;
}

void GradeRun::load_earlier() {
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
    students_.push_back(std::move(earlier));
  }
}

std::vector<const Exercise*> GradeRun::graded_exercises() const {
  std::vector<const Exercise*> graded;
  for (const auto& exercise : course_.exercises) {
    const bool somebodys =
        std::ranges::any_of(students_, [&](const StudentResults& student) {
          return find_graded(student, exercise) != nullptr;
        });
    if (somebodys || chosen(exercise)) {
      graded.push_back(&exercise);
    }
  }
  return graded;
}

void GradeRun::prebuild_presets() const {
  std::map<std::string, std::vector<const Exercise*>> by_preset;
  bool servers = false;
  for (const auto* exercise : exercises_) {
    if (std::ranges::find(jobs_, exercise, &GradeJob::exercise) ==
        jobs_.end()) {
      continue;
    }
    servers = servers || is_capstone(*exercise);
    if (!is_capstone(*exercise)) {
      for (const auto& preset : exercise->presets) {
        by_preset[preset].push_back(exercise);
      }
    }
  }
  ProgressBar bar;
  const Progress progress = [&](std::string_view what, int done, int all) {
    bar.show(what, done, all);
  };
  for (const auto& [preset, exercises] : by_preset) {
    prebuild(course_, exercises, preset, progress);
  }
  if (servers) {
    prebuild_capstone(course_, progress);
    build_targets(course_, "dev", {"task_server"}, progress);
  }
}

ExerciseResult GradeRun::check_one(const GradeJob& job) const {
  if (is_capstone(*job.exercise)) {
    const auto recipe = load_server_recipe(course_);
    if (!recipe) {
      throw InputError(tr("there is no recipe for a server of parts"));
    }
    return check_parts(course_, *job.exercise, *recipe, job.parts);
  }
  const TemporaryFolder folder(course_.root / "build" / "submissions");
  const auto file = folder.path() / job.exercise->edit;
  write_file(file, job.bytes);
  CheckOptions options;
  options.shown_as = job.exercise->edit;
  options.keep = false;
  options.prebuilt = true;
  return check_exercise(course_, *job.exercise, file, options);
}

Graded GradeRun::grade_one(const GradeJob& job) const {
  Graded graded;
  graded.result = check_one(job);
  keep_short(graded.result);
  // What the grader itself could not do is tried again by the next run.
  const bool failed = std::ranges::any_of(
      graded.result.checks, [](const CheckResult& check) {
        return check.verdict == Verdict::grader_error;
      });
  graded.key = failed ? "" : job.key;
  return graded;
}

void GradeRun::grade() {
  prebuild_presets();
  for (std::size_t i = 0; i < here_; ++i) {
    if (waiting_[i] == 0) {
      finish(i);
    }
  }
  ProgressBar bar;
  std::vector<Graded> results(jobs_.size());
  run_jobs(
      jobs_.size(), options_.jobs,
      [&](std::size_t i) { results[i] = grade_one(jobs_[i]); },
      [&](std::size_t i) {
        for (const auto student : jobs_[i].students) {
          if (take_over(jobs_[i], results[i], student)) {
            bar.clear();
            finish(student);
          }
        }
        results[i] = {};
        bar.show(tr("grading"), finished_, all(), true);
      });
}

bool GradeRun::take_over(const GradeJob& job, const Graded& graded,
                         std::size_t number) {
  auto& student = students_[number];
  state_.save(student.student, job.exercise->name, graded);
  student.exercises[job.exercise->name] = graded;
  ++finished_;
  return --waiting_[number] == 0;
}

void GradeRun::finish(std::size_t number) const {
  const auto& student = students_[number];
  const auto exercises = graded_exercises();
  const auto folder = options_.out / file_name_for(student.student);
  write_file(folder / "results.json", gradescope_json(exercises, student));
  write_file(folder / "junit.xml", junit_xml(exercises, student));
  write_file(folder / "report.html", report_html(exercises, student));
  if (!options_.json && chosen(student.student)) {
    const auto score = score_of(exercises, student);
    fmt::print("{}\n", tr("{}: {} of {} points", printable(student.student),
                          score.points, score.of));
    std::fflush(stdout);
  }
}

void GradeRun::write_class() const {
  const auto exercises = graded_exercises();
  auto everybody = students_;
  std::ranges::sort(everybody, {}, &StudentResults::student);
  const auto gradebook = options_.out / "gradebook.csv";
  write_file(gradebook, gradebook_csv(exercises, everybody));
  write_file(options_.out / "misconceptions.csv",
             misconceptions_csv(misconceptions(exercises, everybody)));
  if (options_.json) {
    fmt::print("{}", grade_json(exercises, everybody));
    return;
  }
  fmt::print("{}\n", tr_count("{} student in {}", "{} students in {}",
                              static_cast<long>(everybody.size()),
                              gradebook.string()));
  if (const auto earlier = everybody.size() - here_; earlier != 0) {
    fmt::print("{}\n", tr("{} of them from earlier runs only", earlier));
  }
  fmt::print("{}\n", isolation_note());
}

}  // namespace grader
