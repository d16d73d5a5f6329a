#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <map>
#include <thread>

#include "bench.hpp"
#include "build.hpp"
#include "error.hpp"
#include "instructor.hpp"
#include "supervise.hpp"
#include "terminal.hpp"
#include "words.hpp"

namespace grader {
namespace {

namespace json = boost::json;

/// A shape of bench_library and library.py, and what is asked of it.
struct LibraryShape {
  const char* name;
  int operations;          ///< in C++; Python does a tenth
  double python_goal;      ///< Python's time / ours at least; 0: none
  bool of_memory;          ///< bytes instead of nanoseconds count
  bool as_many_in_python;  ///< the number is part of the shape
};

constexpr double raw_goal = 1.1;

constexpr LibraryShape library_shapes[] = {
    {"await", 1'000'000, 4, false, false},
    {"yield", 500'000, 10, false, false},
    {"spawn", 200'000, 10, false, false},
    {"gather", 200'000, 0, false, false},
    {"buffered", 500'000, 2, false, false},
    {"hand-off", 300'000, 10, false, false},
    {"sleepers", 100'000, 0, false, true},
    {"sleepers", 100'000, 1, true, true},
};

/// What one run prints: nanoseconds and bytes of one operation.
struct Cost {
  double nanoseconds = 0;
  double bytes = 0;
};

Cost cost_of(std::vector<std::string> command) {
  Job job;
  job.command = std::move(command);
  job.wall = std::chrono::minutes(5);
  const auto ended = supervise(job);
  Cost cost;
  if (!ended.started || !ended.exited || ended.status != 0 ||
      std::sscanf(ended.output.c_str(), "%lf %lf", &cost.nanoseconds,
                  &cost.bytes) != 2) {
    throw InputError(
        tr("{} failed:\n{}", job.command.front(), ended.output));
  }
  return cost;
}

struct Row {
  const LibraryShape* shape;
  double course = 0;
  double raw = 0;
  double python = 0;

  double to_python() const { return python / course; }
  double to_raw() const { return course / raw; }
  bool reached() const {
    return to_python() >= shape->python_goal && to_raw() <= raw_goal;
  }
};

/// The three of them in turns, so that a slow second hits all alike.
Row measured(const Course& course, const LibraryShape& shape, int rounds) {
  const auto program =
      (course.root / "build/dev/tests/bench/bench_library").string();
  const auto python = (course.root / "tests/bench/library.py").string();
  const auto all = std::to_string(shape.operations);
  const auto in_python = std::to_string(
      shape.as_many_in_python ? shape.operations : shape.operations / 10);
  std::map<std::string, std::vector<double>> values;
  const auto keep = [&](const char* of, const Cost& cost) {
    values[of].push_back(shape.of_memory ? cost.bytes : cost.nanoseconds);
  };
  for (int round = 0; round < rounds; ++round) {
    keep("course", cost_of({program, shape.name, "course", all}));
    keep("raw", cost_of({program, shape.name, "raw", all}));
    keep("python", cost_of({"python3", python, shape.name, in_python}));
  }
  return {&shape, *median(values["course"]), *median(values["raw"]),
          *median(values["python"])};
}

void print_row(const Row& row, const Style& style) {
  const auto goal = row.shape->python_goal == 0
                        ? tr("at most {} x raw", raw_goal)
                        : tr("{} x Python, at most {} x raw",
                             row.shape->python_goal, raw_goal);
  fmt::print(
      "{:<10}{:>3} {:>9.0f} {:>9.0f} {:>9.0f} {:>8.1f} {:>7.2f}  {} "
      "{}\n",
      row.shape->name, row.shape->of_memory ? "B" : "ns", row.course,
      row.raw, row.python, row.to_python(), row.to_raw(), goal,
      style(row.reached() ? Colour::green : Colour::red,
            row.reached() ? tr("reached") : tr("missed")));
  std::fflush(stdout);
}

json::object to_json(const Row& row) {
  return {{"what", row.shape->name},
          {"unit", row.shape->of_memory ? "B" : "ns"},
          {"course", row.course},
          {"raw", row.raw},
          {"python", row.python},
          {"reached", row.reached()}};
}

}  // namespace

void bench_library(const Course& course, const BenchOptions& options) {
  build_targets(course, "dev", {"bench_library"});
  if (!options.json) {
    fmt::print("{}\n\n{:<13} {:>9} {:>9} {:>9} {:>8} {:>7}  {}\n",
               tr("{} processors; processor time of one operation, medians "
                  "of {} rounds in turns",
                  std::thread::hardware_concurrency(), options.runs),
               "", tr("course"), tr("raw Asio"), tr("Python"),
               tr("x Python"), tr("x raw"), tr("goal"));
  }
  json::array all;
  for (const auto& shape : library_shapes) {
    const auto row = measured(course, shape, options.runs);
    all.push_back(to_json(row));
    if (!options.json) {
      print_row(row, style_of(1));
    }
  }
  if (options.json) {
    fmt::print("{}\n", json::serialize(all));
  }
}

}  // namespace grader
