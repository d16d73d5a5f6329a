#pragma once
#include <optional>
#include <string>
#include <vector>

#include "exercise.hpp"
#include "instructor.hpp"
#include "terminal.hpp"

namespace grader {

/// The build that everybody would write first: the student's file and its
/// test in one translation unit, header-only Boost, debug information, no
/// precompiled header, the default linker.
class NaiveBuild {
 public:
  /// @param folder for the files it makes
  NaiveBuild(const Course&, const Exercise&, fs::path folder);

  /// g++, which people use first, or clang++-19 where g++ 12 fails.
  /// @throws InputError if both fail
  void choose_compiler(const std::string& student);
  bool is_clang() const { return compiler_ != "g++"; }

  /// Compiles, links and runs all checks with this text as the student's
  /// file.
  /// @return seconds
  /// @throws InputError if it fails
  double run(const std::string& student) const;

 private:
  std::vector<std::vector<std::string>> commands() const;

  const Course& course_;
  const Exercise& exercise_;
  fs::path folder_;
  std::string compiler_ = "g++";
};

/// What was measured, the course beside the naive build.
struct Measure {
  std::string what;
  std::string unit;  ///< "s", "a minute", "MB"
  std::optional<double> course;
  std::optional<double> naive;
  double goal = 0;  ///< of the course, in the unit; 0: none
  bool more_is_better = false;
  double ratio_goal = 0;  ///< course / naive at most; 0: no goal
  bool naive_is_clang = false;

  bool reached() const;
};

/// The heading of a table of measures, and the row of one. What was not
/// measured is "-".
std::string heading_of_rows();
std::string row_of(const Measure&, const Style&);

/// The measures as a JSON list. What was not measured is null.
std::string json_of(const std::vector<Measure>&);

/// The middle value; nothing if there are none.
std::optional<double> median(std::vector<double> values);

/// Edit -> verdict of one exercise, warm, as whole processes of `./course
/// check` and of the naive build in turns. The file really changes in each
/// round; the student's own file is not touched.
Measure measure_edit(const Course&, const Exercise&, int rounds);

/// The first verdict in a copy of the course that is configured and has
/// built nothing, and the largest process on the way.
std::vector<Measure> measure_first_verdict(const Course&, const Exercise&,
                                           std::optional<double> naive);

/// Submission-exercises that `./course grade` finishes in a minute with two
/// workers. @param naive seconds that two workers need for one naive build
Measure measure_grading(const Course&, const std::vector<const Exercise*>&,
                        std::optional<double> naive);

/// The pieces of the course library beside raw Asio with equal guarantees
/// and beside Python's asyncio: prints a table, or JSON.
/// @throws InputError if a program does not build or fails
void bench_library(const Course&, const BenchOptions&);

/// The process pool beside loops of fork and socketpair: prints a table, or
/// JSON.
/// @throws InputError if a program does not build or fails
void bench_processes(const Course&, const BenchOptions&);

/// The task server beside the documents' server in Python and beside Beast
/// without workers: prints a table, or JSON.
/// @throws InputError if a program does not build or fails
void bench_server(const Course&, const BenchOptions&);

}  // namespace grader
