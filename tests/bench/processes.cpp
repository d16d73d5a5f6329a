// bench_processes tasks|speed-up|successor pool|bare: one measurement. It
// prints tasks a second, times faster than alone, or microseconds.
#include <chrono>
#include <course/process_pool.hpp>
#include <cstdio>
#include <exception>
#include <string_view>

#include "process_shapes.hpp"

namespace bench {

int compute(int seed) {
  volatile unsigned value = static_cast<unsigned>(seed);
  for (int i = 0; i < 6'000'000; ++i) {
    value = value * 1'664'525U + 1'013'904'223U;
  }
  return static_cast<int>(value);
}

double seconds_alone() {
  const auto begin = std::chrono::steady_clock::now();
  for (std::size_t task = 0; task < processor_tasks; ++task) {
    compute(static_cast<int>(task));
  }
  return std::chrono::duration<double>(std::chrono::steady_clock::now() -
                                       begin)
      .count();
}

namespace {

constexpr std::size_t tasks = 200'000;

double measured(std::string_view what, bool of_pool) {
  if (what == "tasks") {
    return of_pool ? pool::tasks_per_second(tasks)
                   : bare::tasks_per_second(tasks);
  }
  if (what == "speed-up") {
    return of_pool ? pool::speed_up() : bare::speed_up();
  }
  return of_pool ? pool::microseconds_to_successor()
                 : bare::microseconds_to_successor();
}

}  // namespace

}  // namespace bench

int main(int count, char** arguments) {
  if (course::is_worker()) {
    return course::run_worker();
  }
  if (count != 3) {
    std::fprintf(stderr,
                 "usage: bench_processes tasks|speed-up|successor "
                 "pool|bare\n");
    return 2;
  }
  try {
    const std::string_view who = arguments[2];
    std::printf("%f\n", bench::measured(arguments[1], who == "pool"));
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_processes: %s\n", error.what());
    return 1;
  }
}
