#include "bench.hpp"

#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <thread>

#include "build.hpp"
#include "error.hpp"
#include "instructor.hpp"
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
  fmt::print("{:<28} {:>9} {:>8}{} {:>7}  {} {}\n", measure.what,
             number(measure.course, digits), number(measure.naive, digits),
             measure.naive_is_clang ? '*' : ' ', number(ratio, 3), goal,
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
                      {"naive_is_clang", measure.naive_is_clang},
                      {"goal", measure.goal},
                      {"ratio_goal", measure.ratio_goal},
                      {"reached", measure.reached()}};
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
  if (!options_.json) {
    fmt::print(
        "{}\n\n",
        tr("{} processors; medians of {} rounds in turns; naive: g++ -g, "
           "one "
           "translation unit (*: clang++, g++ 12 cannot compile the test)",
           std::thread::hardware_concurrency(), options_.runs));
    print_heading();
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
                                           "processes"};
  const auto suite = options.suite.empty() ? suites.front() : options.suite;
  if (suite == "library") {
    bench_library(course, options);
    return all_held;
  }
  if (suite == "processes") {
    bench_processes(course, options);
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
    json::array all;
    for (const auto& measure : run.measures()) {
      all.push_back(to_json(measure));
    }
    fmt::print("{}\n", json::serialize(all));
  }
  return all_held;
}

}  // namespace grader
