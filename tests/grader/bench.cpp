#include "bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <thread>

#include "build.hpp"
#include "error.hpp"
#include "instructor.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {
namespace {

// At once: the next row takes minutes.
void print_line(const std::string& line) {
  fmt::print("{}\n", line);
  std::fflush(stdout);
}

class Bench {
 public:
  Bench(const Course& course, const BenchOptions& options)
      : course_(course), options_(options) {
    for (const auto& exercise : course.exercises) {
      if (options.exercises.empty()) {
        exercises_.push_back(&exercise);
      }
    }
    for (const auto& name : options.exercises) {
      exercises_.push_back(&course.find(name));
    }
  }

  void foundation();
  const std::vector<Measure>& measures() const { return measures_; }

 private:
  void add(Measure measure) {
    if (!options_.json) {
      print_line(row_of(measure, style_of(1)));
    }
    measures_.push_back(std::move(measure));
  }

  const Course& course_;
  const BenchOptions& options_;
  std::vector<const Exercise*> exercises_;
  std::vector<Measure> measures_;
};

void Bench::foundation() {
  prebuild(course_, exercises_, "dev");
  if (!options_.json) {
    fmt::print(
        "{}\n\n",
        tr("{} processors; medians of {} rounds in turns; naive: g++ -g, "
           "one "
           "translation unit (*: clang++, g++ 12 cannot compile the test)",
           std::thread::hardware_concurrency(), options_.runs));
    print_line(heading_of_rows());
  }
  double naive_sum = 0;
  for (const auto* exercise : exercises_) {
    add(measure_edit(course_, *exercise, options_.runs));
    naive_sum += measures_.back().naive.value_or(0);
  }
  const auto first_naive = measures_.front().naive;
  for (auto& measure :
       measure_first_verdict(course_, *exercises_.front(), first_naive)) {
    add(std::move(measure));
  }
  // Two naive builds at a time: half of the time for each.
  add(measure_grading(
      course_, exercises_,
      naive_sum / static_cast<double>(exercises_.size()) / 2));
}

}  // namespace

int bench(const Course& course, const BenchOptions& options) {
  const std::vector<std::string> suites = {"foundation", "library",
                                           "processes", "server"};
  const auto suite = options.suite.empty() ? suites.front() : options.suite;
  if (options.runs < 1) {
    throw InputError(
        tr("--runs has to be at least 1; it is {}", options.runs));
  }
  if (suite != suites.front() && !options.exercises.empty() &&
      std::ranges::count(suites, suite) != 0) {
    throw InputError(
        tr("bench {} measures no exercises; leave out --exercises", suite));
  }
  if (suite == "library") {
    bench_library(course, options);
    return all_held;
  }
  if (suite == "processes") {
    bench_processes(course, options);
    return all_held;
  }
  if (suite == "server") {
    bench_server(course, options);
    return all_held;
  }
  if (suite != suites.front()) {
    const auto near = nearest_name(suite, suites);
    throw InputError(tr("there is no suite {}{}", suite,
                        near.empty()
                            ? tr("; there are {}", fmt::join(suites, ", "))
                            : tr("; did you mean {}?", near)));
  }
  if (course.exercises.empty()) {
    throw InputError(tr("this course has no exercises to measure"));
  }
  Bench run(course, options);
  run.foundation();
  if (options.json) {
    print_line(json_of(run.measures()));
  }
  return all_held;
}

}  // namespace grader
