// Two threads that compute, without a global lock and with one; and two
// that sleep.
#include "threads_gil.hpp"

#include <fmt/core.h>

#include <chrono>
#include <course/trace.hpp>
#include <course/work_for.hpp>
#include <string>
#include <thread>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

course::Trace trace;

void compute(const std::string& name, milliseconds duration) {
  const auto begin = trace.now();
  course::work_for(duration);
  trace.add(name, course::Kind::exec, begin, trace.now());
}

//! [threads-gil-use]
Gil gil;

void compute_with_gil(const std::string& name, milliseconds duration) {
  for (; duration > 0ms; duration -= 50ms) {
    const auto begin = trace.now();
    gil.acquire();
    trace.add(name, course::Kind::ready, begin, trace.now());
    compute(name, 50ms);  // Python: 5 ms, then whoever waits has a turn
    gil.release();
  }
}

void sleep_with_gil(const std::string& name, milliseconds duration) {
  gil.acquire();
  gil.release();  // time.sleep, a read, a write: let others compute
  const auto begin = trace.now();
  std::this_thread::sleep_for(duration);
  trace.add(name, course::Kind::blocked, begin, trace.now());
  gil.acquire();
  gil.release();
}
//! [threads-gil-use]

void two_threads(const char* what, auto function) {
  const auto start = trace.now();
  {
    std::jthread left(function, "left", 300ms);
    std::this_thread::sleep_for(10ms);
    std::jthread right(function, "right", 250ms);
  }
  const std::chrono::duration<double> time = trace.now() - start;
  fmt::print("{:<23} {:.2f} s\n", what, time.count());
}

int main() {
  two_threads("computing", compute);
  two_threads("computing, with a GIL", compute_with_gil);
  two_threads("sleeping, with a GIL", sleep_with_gil);
}
