#pragma once

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "classify.hpp"
#include "interval.hpp"
#include "timeline.hpp"
#include "trace_log.hpp"
#include "traced_executor.hpp"

namespace course {

/// Records which task ran when. A task is what one `co_spawn` started:
///
///     course::Trace trace;
///     co_spawn(trace.executor("coffee", io.get_executor()), coffee(),
///              detached);
///
/// The trace begins, and t = 0, when it is constructed. It may be used from
/// any thread, and its executors may outlive it.
///
/// When the environment variable `COURSE_TRACE` names a file, the
/// destructor writes the intervals there. A program that makes several
/// traces keeps the last one.
class Trace {
 public:
  Trace() = default;
  Trace(const Trace&) = delete;
  Trace& operator=(const Trace&) = delete;

  ~Trace() {
    if (const char* path = std::getenv("COURSE_TRACE"))
      write_to(path);
  }

  /// Records an interval of a task that runs on no traced executor (a
  /// thread, a process). Times count from the beginning of the trace.
  void add(std::string task, Kind kind, std::chrono::nanoseconds begin,
           std::chrono::nanoseconds end) {
    log_->add({std::move(task), kind, begin, end});
  }

  /// An executor that runs on `inner` and records what it runs as `task`.
  /// One call for each task: two tasks may share a name, but then they
  /// also share their row in the figure.
  template <class Inner>
  TracedExecutor<Inner> executor(std::string task, Inner inner) {
    return {std::move(inner),
            std::make_shared<detail::TaskTrace>(log_, std::move(task))};
  }

  /// The time since the trace began.
  std::chrono::nanoseconds now() const { return log_->now(); }

  /// What was recorded so far, by the time it begins. A handler that still
  /// runs is not yet in it.
  std::vector<Interval> intervals() const { return log_->intervals(); }

  /// Writes a header line, then `task,kind,from_us,to_us` for each
  /// interval, in whole microseconds. A name with a comma or a quotation
  /// mark is quoted.
  void save_csv(std::ostream& out) const {
    using std::chrono::floor, std::chrono::microseconds;
    out << "task,kind,from_us,to_us\n";
    for (const auto& [task, kind, begin, end] : intervals())
      out << csv_field(task) << ',' << to_string(kind) << ','
          << floor<microseconds>(begin).count() << ','
          << floor<microseconds>(end).count() << '\n';
  }

 private:
  static std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\n\r") == std::string::npos)
      return text;
    std::string quoted = "\"";
    for (char c : text)
      quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + '"';
  }

  void write_to(const char* path) const {
    std::ofstream file(path);
    save_csv(file);
    if (!file.flush())
      std::cerr << "the trace could not be written to " << path << '\n';
  }

  std::shared_ptr<detail::TraceLog> log_ =
      std::make_shared<detail::TraceLog>();
};

}  // namespace course
