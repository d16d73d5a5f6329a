#include "kind.hpp"

namespace task_server {

namespace {

/// Adds the numbers from 1 to n, one after the other: it is there to be
/// computed, not to be clever.
json::value compute_sum(const json::object& input, const Report& report) {
  constexpr std::int64_t parts = 10;
  const std::int64_t n = input.at("n").as_int64();
  std::int64_t sum = 0;
  for (std::int64_t part = 0; part < parts; ++part) {
    for (std::int64_t i = n * part / parts; i < n * (part + 1) / parts;
         ++i) {
      // Its steps may not be skipped.
      asm volatile("" : "+r"(sum));
      sum += i + 1;
    }
    report(static_cast<int>(100 * (part + 1) / parts), nullptr);
  }
  return json::object{{"sum", sum}};
}

// n (n + 1) / 2 still fits.
const Kind sum{"sum", {{"n", 0, 1'000'000'000}}, compute_sum};

}  // namespace

}  // namespace task_server
