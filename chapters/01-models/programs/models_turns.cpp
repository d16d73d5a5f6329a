// Two computations: first on one loop, then on two threads that share one
// processor.
// recorded: measured
#include <boost/asio.hpp>
#include <chrono>
#include <course/work_for.hpp>
#include <latch>
#include <string>
#include <thread>

#include "models_report.hpp"

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [models-turns]
void on_one_loop() {
  asio::io_context loop;
  for (const char* task : {"left", "right"}) {
    asio::post(trace.executor(task, loop.get_executor()),
               [] { course::work_for(40ms); });
  }
  loop.run();
}

void on_two_threads() {
  use_one_processor();
  std::latch both_started(2);
  auto run = [&both_started](const char* task) {
    both_started.arrive_and_wait();
    as_task(task, [] { course::work_for(40ms); });
  };
  std::jthread left(run, "left"), right(run, "right");
}
//! [models-turns]

/// How often the processor passed from one task to the other since `begin`.
int changes_since(std::chrono::nanoseconds begin) {
  int changes = 0;
  std::string last;
  for (const auto& interval : trace.intervals()) {
    if (interval.kind != course::Kind::exec || interval.begin < begin ||
        interval.begin == interval.end) {
      continue;
    }
    if (!last.empty() && interval.task != last) {
      ++changes;
    }
    last = interval.task;
  }
  return changes;
}

int main() {
  on_one_loop();
  fmt::print("on one loop:    {} change\n", changes_since(0ns));
  const auto begin = trace.now();
  on_two_threads();
  fmt::print("on two threads: {} changes\n", changes_since(begin));
}
