#include <fmt/format.h>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cstdio>
#include <map>
#include <sstream>
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

/// A row of the table. Goals are ratios; a goal at least where more is
/// better, at most where less is. 0: none.
struct ServerShape {
  const char* row;     ///< as bench_server calls it
  const char* server;  ///< whose value stands in the first column
  const char* what;
  const char* unit;
  double of_python = 0;
  double of_bare = 0;
  bool more_is_better = false;
  double absolute = 0;  ///< at most, in the unit
};

constexpr ServerShape server_shapes[] = {
    {"post-1", "course", "POST, 1 connection", "/s", 9, 0.6, true},
    {"post-32", "course", "POST, 32 connections", "/s", 9, 0.6, true},
    {"post-256", "course", "POST, 256 connections", "/s", 9, 0.6, true},
    {"get-1", "course", "GET, 1 connection", "/s", 6, 0.9, true},
    {"get-32", "course", "GET, 32 connections", "/s", 6, 0.9, true},
    {"get-256", "course", "GET, 256 connections", "/s", 6, 0.9, true},
    {"p50", "course", "POST at 256, median", "ms"},
    {"p99", "course", "POST at 256, 99 %", "ms", 0.2},
    {"post-cpu", "course", "main process, a POST", "us"},
    {"get-cpu", "course", "main process, a GET", "us"},
    {"task-cpu", "course", "main process, end to end", "us", 0.1, 0, false,
     25},
    {"submit", "course", "POST, GET: completed", "us", 0.08, 0, false, 60},
    {"submit-wait", "course", "POST that waits: completed", "us", 0.08, 0,
     false, 60},
    {"tasks", "course", "end to end, 32 connections", "/s", 10, 0, true},
    {"speed-up", "course", "2 workers; bare: forks", "x", 0, 0.95, true},
    {"memory", "course", "memory, a finished task", "B", 0.75, 0, false,
     300},
    {"start", "course", "start", "ms", 0.15, 0, false, 30},
    {"stop", "course", "stop, idle", "ms", 0.5, 0, false, 30},
    {"post-1", "journal", "--journal: POST, 1", "/s"},
    {"post-32", "journal", "--journal: POST, 32", "/s"},
    {"post-256", "journal", "--journal: POST, 256", "/s"},
    {"tasks", "journal", "--journal: end to end, 32", "/s"},
};

/// All values of a row, by server.
using Values = std::map<std::string, std::vector<double>>;

/// A Python that has aiohttp; empty: there is none.
std::string python_with_aiohttp() {
  for (const char* python : {"python3", "/usr/bin/python3"}) {
    Job job;
    job.command = {python, "-c", "import aiohttp"};
    job.wall = std::chrono::seconds(30);
    const auto ended = supervise(job);
    if (ended.started && ended.exited && ended.status == 0) {
      return python;
    }
  }
  return {};
}

/// One round: every server once.
void measure_round(const std::vector<std::string>& command,
                   std::map<std::string, Values>& rows) {
  Job job;
  job.command = command;
  job.wall = std::chrono::minutes(10);
  const auto ended = supervise(job);
  if (!ended.started || !ended.exited || ended.status != 0) {
    throw InputError(tr("{} failed:\n{}", command.front(), ended.output));
  }
  std::istringstream lines(ended.output);
  std::string row;
  std::string server;
  for (double value = 0; lines >> row >> server >> value;) {
    rows[row][server].push_back(value);
  }
  if (!lines.eof()) {
    throw InputError(tr("{} failed:\n{}", command.front(), ended.output));
  }
}

std::optional<double> ratio_of(std::optional<double> value,
                               std::optional<double> other) {
  return value && other ? std::optional(*value / *other) : std::nullopt;
}

struct ServerRow {
  const ServerShape* shape = nullptr;
  std::optional<double> course;
  std::optional<double> python;
  std::optional<double> bare;

  bool has_goal() const {
    return shape->of_python != 0 || shape->of_bare != 0 ||
           shape->absolute != 0;
  }

  /// Nothing if what a goal compares with was not measured.
  std::optional<bool> reached() const {
    const std::pair<double, std::optional<double>> goals[] = {
        {shape->of_python, ratio_of(course, python)},
        {shape->of_bare, ratio_of(course, bare)},
        {shape->absolute, course}};
    bool all = true;
    for (const auto& [goal, value] : goals) {
      if (goal != 0 && !value) {
        return std::nullopt;
      }
      all = all && (goal == 0 || (shape->more_is_better ? *value >= goal
                                                        : *value <= goal));
    }
    return all;
  }
};

std::string figure(std::optional<double> value) {
  if (!value) {
    return "-";
  }
  return fmt::format("{:.{}f}", *value, *value < 100 ? 2 : 0);
}

std::string goal_text(const ServerShape& shape) {
  const char* sign = shape.more_is_better ? ">=" : "<=";
  std::vector<std::string> goals;
  if (shape.absolute != 0) {
    goals.push_back(
        fmt::format("{} {:g} {}", sign, shape.absolute, shape.unit));
  }
  if (shape.of_python != 0) {
    goals.push_back(
        tr("{} {:g}x Python", std::string(sign), shape.of_python));
  }
  if (shape.of_bare != 0) {
    goals.push_back(tr("{} {:g}x bare", std::string(sign), shape.of_bare));
  }
  return fmt::format("{}", fmt::join(goals, ", "));
}

void print_server_row(const ServerRow& row, const Style& style) {
  std::string verdict;
  if (row.has_goal() && !row.reached()) {
    verdict = tr("not measured");
  } else if (row.has_goal()) {
    verdict = style(*row.reached() ? Colour::green : Colour::red,
                    *row.reached() ? tr("reached") : tr("missed"));
  }
  fmt::print("{:<27}{:>3} {:>8} {:>8} {:>8} {:>8} {:>6}  {} {}\n",
             tr(row.shape->what), row.shape->unit, figure(row.course),
             figure(row.python), figure(row.bare),
             figure(ratio_of(row.course, row.python)),
             figure(ratio_of(row.course, row.bare)), goal_text(*row.shape),
             verdict);
}

json::value number_or_null(std::optional<double> value) {
  return value ? json::value(*value) : json::value(nullptr);
}

json::value server_row_to_json(const ServerRow& row) {
  json::object object{{"what", row.shape->what},
                      {"unit", row.shape->unit},
                      {"course", number_or_null(row.course)},
                      {"python", number_or_null(row.python)},
                      {"bare", number_or_null(row.bare)},
                      {"reached", nullptr}};
  if (row.has_goal() && row.reached()) {
    object["reached"] = *row.reached();
  }
  return object;
}

}  // namespace

void bench_server(const Course& course, const BenchOptions& options) {
  build_targets(
      course, "dev",
      {"bench_server", "bench_beast_only", "task_server_optimised"});
  const fs::path build = course.build("dev");
  const auto server = (build / "capstone/optimised/task_server").string();
  std::vector<std::string> command = {
      (build / "tests/bench/server/bench_server").string(), "0.5",
      "bare=" + (build / "tests/bench/server/bench_beast_only").string(),
      fmt::format("course={},--log,error", server),
      fmt::format("journal={},--log,error", server)};
  const std::string python = python_with_aiohttp();
  if (python.empty()) {
    fmt::print(stderr, "{}\n",
               tr("no Python here has aiohttp, so the documents' server is "
                  "not measured; apt-get install python3-aiohttp"));
  } else {
    command.push_back(fmt::format(
        "python={},{}", python,
        (course.root / "capstone/reference/server.py").string()));
  }
  std::map<std::string, Values> rows;
  for (int round = 0; round < options.runs; ++round) {
    measure_round(command, rows);
  }
  if (!options.json) {
    fmt::print("{}\n\n{:<30} {:>8} {:>8} {:>8} {:>8} {:>6}  {}\n",
               tr("{} processors; medians of {} rounds in turns; two "
                  "workers; bare: "
                  "Beast without workers",
                  std::thread::hardware_concurrency(), options.runs),
               "", tr("course"), tr("python"), tr("bare"), tr("/python"),
               tr("/bare"), tr("goal"));
  }
  json::array all;
  for (const ServerShape& shape : server_shapes) {
    Values& values = rows[shape.row];
    const ServerRow row{&shape, median(values[shape.server]),
                        median(values["python"]), median(values["bare"])};
    all.push_back(server_row_to_json(row));
    if (!options.json) {
      print_server_row(row, style_of(1));
    }
  }
  if (options.json) {
    fmt::print("{}\n", json::serialize(all));
  }
}

}  // namespace grader
