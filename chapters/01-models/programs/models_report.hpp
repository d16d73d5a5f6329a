// What the programs on the models share: the trace, and the last line.
#pragma once

#include <fmt/core.h>
#include <sched.h>

#include <boost/asio/dispatch.hpp>
#include <boost/asio/system_executor.hpp>
#include <chrono>
#include <course/trace.hpp>
#include <string>
#include <utility>

inline course::Trace trace;

/// Calls `function` on this thread, and gives it the row `task` in the
/// figure.
template <class Function>
void as_task(std::string task, Function function) {
  boost::asio::dispatch(
      trace.executor(std::move(task), boost::asio::system_executor()),
      std::move(function));
}

/// Ends the program's output: how long it took, and in which model it ran.
inline void report_model() {
  const std::chrono::duration<double, std::milli> time = trace.now();
  fmt::print("both reports after {:.0f} ms: {}\n", time.count(),
             to_string(course::classify(trace.intervals())));
}

/// From now on the calling thread, and the threads that it starts, run on
/// one processor only.
inline void use_one_processor() {
  cpu_set_t allowed;
  sched_getaffinity(0, sizeof allowed, &allowed);
  int processor = 0;
  while (!CPU_ISSET(processor, &allowed)) {
    ++processor;
  }
  CPU_ZERO(&allowed);
  CPU_SET(processor, &allowed);
  sched_setaffinity(0, sizeof allowed, &allowed);
}
