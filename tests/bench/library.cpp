// bench_library NAME course|raw COUNT: one measurement, on a loop of its
// own. It prints the nanoseconds of processor time and the bytes of memory
// that one operation takes.
#include <sys/resource.h>
#include <time.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <charconv>
#include <cstdio>
#include <exception>
#include <string_view>

#include "shapes.hpp"

namespace bench {

const std::vector<Entry>& shapes() {
  static const std::vector<Entry> all = {
      {"await", ready_await, ready_await},
      {"yield", yield, yield},
      {"spawn", with_course::spawn, raw::spawn},
      {"gather", with_course::gather, raw::gather},
      {"buffered", with_course::buffered_queue, raw::buffered_queue},
      {"hand-off", with_course::hand_off, raw::hand_off},
      {"sleepers", sleepers, sleepers},
  };
  return all;
}

namespace {

double processor_nanoseconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e9 +
         static_cast<double>(time.tv_nsec);
}

/// The most memory that was resident, in bytes.
double peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) * 1024;
}

void run(Shape shape, std::size_t count) {
  asio::io_context loop(1);
  std::exception_ptr failure;
  asio::co_spawn(loop, shape(count),
                 [&](std::exception_ptr error) { failure = error; });
  loop.run();
  if (failure) {
    std::rethrow_exception(failure);
  }
}

int measure(std::string_view name, std::string_view how,
            std::size_t count) {
  for (const Entry& entry : shapes()) {
    if (entry.name != name) {
      continue;
    }
    const Shape shape = how == "raw" ? entry.raw : entry.course;
    const double memory = peak_memory();
    const double time = processor_nanoseconds();
    run(shape, count);
    const double operations = static_cast<double>(count);
    std::printf("%.1f %.1f\n",
                (processor_nanoseconds() - time) / operations,
                (peak_memory() - memory) / operations);
    return 0;
  }
  std::fprintf(stderr, "bench_library: there is no shape %.*s\n",
               static_cast<int>(name.size()), name.data());
  return 2;
}

}  // namespace

}  // namespace bench

int main(int count, char** arguments) {
  std::size_t times = 0;
  if (count == 4) {
    const std::string_view text = arguments[3];
    std::from_chars(text.data(), text.data() + text.size(), times);
  }
  if (times == 0) {
    std::fprintf(stderr, "usage: bench_library NAME course|raw COUNT\n");
    return 2;
  }
  try {
    return bench::measure(arguments[1], arguments[2], times);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_library: %s\n", error.what());
    return 1;
  }
}
