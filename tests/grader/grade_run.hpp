#pragma once
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "grade_result.hpp"
#include "grade_state.hpp"
#include "instructor.hpp"
#include "intake.hpp"

namespace grader {

/// One file that has to be compiled and run, once for everybody who handed
/// in these very bytes: an unchanged stub, or what somebody copied.
struct GradeJob {
  std::vector<std::size_t> students;  ///< indices into students_
  const Exercise* exercise = nullptr;
  std::string bytes;
  std::map<std::string, std::string>
      parts;  ///< of a server, in their place
  std::string key;
};

/// One run of `grade`: takes submissions in, grades what no earlier run has
/// graded, and writes the reports. A server of somebody's own parts is
/// graded as an exercise called capstone. The options must outlive it.
class GradeRun {
 public:
  GradeRun(const Course& course, const GradeOptions& options);
  GradeRun(const GradeRun&) = delete;
  GradeRun& operator=(const GradeRun&) = delete;

  /// Reads all submissions into memory and finds out what is to be done.
  /// @throws InputError for paths or names that do not exist
  void take_in();

  /// Compiles and runs what take_in() found, and writes each student's
  /// reports as soon as their last exercise is done.
  /// @throws Interrupted; everything finished until then is kept
  void grade();

  /// Writes the gradebook and the class's misconceptions. Everybody who was
  /// ever graded into this folder is in them, so that grading one student
  /// or one exercise anew loses nothing.
  void write_class() const;

  int finished() const { return finished_; }
  int all() const { return all_; }

 private:
  void take_in(const Submission&, const std::set<std::string>& files);
  void look_at(const Exercise&, const Contents&);
  void add_job(const Exercise&, GradeJob);
  /// @return true if it was the last that this student waited for
  bool take_over(const GradeJob&, const Graded&, std::size_t student);
  void load_earlier();
  void prebuild_presets() const;
  ExerciseResult check_one(const GradeJob&) const;
  Graded grade_one(const GradeJob&) const;
  void finish(std::size_t student) const;
  bool chosen(const Exercise&) const;
  bool chosen(const std::string& student) const;
  std::vector<const Exercise*> graded_exercises() const;

  const Course course_;
  const GradeOptions& options_;
  GradeState state_;
  std::vector<const Exercise*> exercises_;  // chosen for this run
  std::map<std::string, std::string> tests_keys_;
  std::vector<StudentResults> students_;  // this run's, then earlier ones
  std::size_t here_ = 0;                  // how many are this run's
  std::vector<int> waiting_;              // jobs left, by student
  std::vector<GradeJob> jobs_;
  std::map<std::pair<const Exercise*, std::string>, std::size_t>
      job_of_key_;
  int finished_ = 0;  // files of students, not jobs
  int all_ = 0;
};

}  // namespace grader
