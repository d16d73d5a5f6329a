#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
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

/// A measurement of bench_processes, and what is asked of it.
struct ProcessShape {
  const char* name;
  const char* what;
  const char* unit;
  double ratio_goal;  ///< pool / bare at least; 0: none
};

constexpr ProcessShape process_shapes[] = {
    {"tasks", "no-op tasks", "a second", 0.45},
    {"speed-up", "speed-up of CPU work", "x alone", 0.95},
    {"successor", "a death to the successor's first task", "us", 0},
};

double value_of(const std::string& program, const char* name,
                const char* who) {
  Job job;
  job.command = {program, name, who};
  job.wall = std::chrono::minutes(5);
  const auto ended = supervise(job);
  double value = 0;
  if (!ended.started || !ended.exited || ended.status != 0 ||
      std::sscanf(ended.output.c_str(), "%lf", &value) != 1) {
    throw InputError(tr("{} failed:\n{}", program, ended.output));
  }
  return value;
}

struct ProcessRow {
  const ProcessShape* shape = nullptr;
  double pool = 0;
  double bare = 0;

  double ratio() const { return pool / bare; }
  bool reached() const { return ratio() >= shape->ratio_goal; }
};

/// Both in turns, so that a slow second hits them alike.
ProcessRow measured_processes(const std::string& program,
                              const ProcessShape& shape, int rounds) {
  std::vector<double> pool;
  std::vector<double> bare;
  for (int round = 0; round < rounds; ++round) {
    pool.push_back(value_of(program, shape.name, "pool"));
    bare.push_back(value_of(program, shape.name, "bare"));
  }
  return {&shape, *median(pool), *median(bare)};
}

void print_process_row(const ProcessRow& row, const Style& style) {
  std::string goal;
  if (row.shape->ratio_goal > 0) {
    goal = tr("at least {}", row.shape->ratio_goal) + " " +
           style(row.reached() ? Colour::green : Colour::red,
                 row.reached() ? tr("reached") : tr("missed"));
  }
  fmt::print("{:<38}{:>9} {:>11.2f} {:>11.2f} {:>7.2f}  {}\n",
             row.shape->what, row.shape->unit, row.pool, row.bare,
             row.ratio(), goal);
  std::fflush(stdout);
}

json::object process_row_to_json(const ProcessRow& row) {
  return {{"what", row.shape->what},
          {"unit", row.shape->unit},
          {"pool", row.pool},
          {"bare", row.bare},
          {"reached", row.reached()}};
}

}  // namespace

void bench_processes(const Course& course, const BenchOptions& options) {
  build_targets(course, "dev", {"bench_processes"});
  const auto program =
      (course.root / "build/dev/tests/bench/bench_processes").string();
  if (!options.json) {
    fmt::print("{}\n\n{:<47} {:>11} {:>11} {:>7}  {}\n",
               tr("{} processors; two workers, 32 tasks on their way; "
                  "medians of {} rounds in turns",
                  std::thread::hardware_concurrency(), options.runs),
               "", tr("pool"), tr("by hand"), tr("ratio"), tr("goal"));
  }
  json::array all;
  for (const auto& shape : process_shapes) {
    const auto row = measured_processes(program, shape, options.runs);
    all.push_back(process_row_to_json(row));
    if (!options.json) {
      print_process_row(row, style_of(1));
    }
  }
  if (options.json) {
    fmt::print("{}\n", json::serialize(all));
  }
}

}  // namespace grader
