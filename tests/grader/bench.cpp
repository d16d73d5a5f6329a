#include "bench.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <thread>

#include "build.hpp"
#include "error.hpp"
#include "files.hpp"
#include "instructor.hpp"
#include "stub.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {
namespace {

namespace json = boost::json;

std::string number(std::optional<double> value, int digits) {
  return value ? fmt::format("{:.{}f}", *value, digits) : "-";
}

void print_heading() {
  fmt::print("{:<28} {:>9} {:>9} {:>7}  {}\n", "", tr("course"),
             tr("naive"), tr("ratio"), tr("goal"));
}

void print_row(const Measure& measure, const Style& style) {
  const int digits = measure.unit == "s" ? 2 : 0;
  std::optional<double> ratio;
  if (measure.course && measure.naive) {
    ratio = *measure.course / *measure.naive;
  }
  auto goal = fmt::format(
      "{} {:g} {}", measure.more_is_better ? ">=" : "<=", measure.goal,
      measure.unit);
  if (measure.ratio_goal != 0) {
    goal += tr(", ratio <= {:.3f}", measure.ratio_goal);
  }
  const bool reached = measure.reached();
  fmt::print("{:<28} {:>9} {:>9} {:>7}  {} {}\n", measure.what,
             number(measure.course, digits), number(measure.naive, digits),
             number(ratio, 3), goal,
             style(reached ? Colour::green : Colour::red,
                   reached ? tr("reached") : tr("missed")));
  std::fflush(stdout);
}

json::value to_json(const Measure& measure) {
  const auto optional = [](std::optional<double> value) {
    return value ? json::value(*value) : json::value(nullptr);
  };
  return json::object{{"what", measure.what},
                      {"unit", measure.unit},
                      {"course", optional(measure.course)},
                      {"naive", optional(measure.naive)},
                      {"goal", measure.goal},
                      {"ratio_goal", measure.ratio_goal},
                      {"reached", measure.reached()}};
}

// What people use first is g++; where it is missing or cannot compile the
// test, the course's own compiler without its means.
std::string naive_compiler(const Course& course, const Exercise& exercise) {
  const auto solution = course.solution(exercise);
  const auto folder = course.root / "build" / "bench" / "probe";
  for (const std::string compiler : {"g++", "clang++-19"}) {
    const NaiveBuild naive(course, exercise, folder, compiler);
    if (naive.run(
            without_markers(read_file(solution), solution.string()))) {
      return compiler;
    }
  }
  throw InputError(tr("no naive build of {} works", exercise.name));
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
      print_row(measure, style_of(1));
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
  const auto compiler = naive_compiler(course_, *exercises_.front());
  if (!options_.json) {
    fmt::print(
        "{}\n\n",
        tr("{} processors; naive: {} -g, one translation unit; "
           "medians of {} rounds in turns",
           std::thread::hardware_concurrency(), compiler, options_.runs));
    print_heading();
  }
  double naive_sum = 0;
  int naives = 0;
  for (const auto* exercise : exercises_) {
    add(measure_edit(course_, *exercise, compiler, options_.runs));
    if (const auto naive = measures_.back().naive) {
      naive_sum += *naive;
      ++naives;
    }
  }
  const auto first_naive = measures_.front().naive;
  for (auto& measure :
       measure_first_verdict(course_, *exercises_.front(), first_naive)) {
    add(std::move(measure));
  }
  // Two naive builds at a time: half of the time for each.
  const auto naive =
      naives == 0 ? std::nullopt : std::optional(naive_sum / naives / 2);
  add(measure_grading(course_, exercises_, naive));
}

}  // namespace

int bench(const Course& course, const BenchOptions& options) {
  const std::vector<std::string> suites = {"foundation"};
  const auto suite = options.suite.empty() ? suites.front() : options.suite;
  if (suite != "foundation") {
    const auto near = nearest_name(suite, suites);
    throw InputError(tr("there is no suite {}{}", suite,
                        near.empty() ? tr("; there is foundation")
                                     : tr("; did you mean {}?", near)));
  }
  if (course.exercises.empty()) {
    throw InputError(tr("this course has no exercises to measure"));
  }
  Bench run(course, options);
  run.foundation();
  if (options.json) {
    json::array all;
    for (const auto& measure : run.measures()) {
      all.push_back(to_json(measure));
    }
    fmt::print("{}\n", json::serialize(all));
  }
  return all_held;
}

}  // namespace grader
