#include <cmath>

#include "kind.hpp"

namespace task_server {

namespace {

/// Stands for any long computation: `iterations` thousand square roots,
/// reported after each hundredth.
json::value compute_intensive(const json::object& input,
                              const Report& report) {
  constexpr std::int64_t parts = 100;
  const std::int64_t steps = input.at("iterations").as_int64() * 1'000;
  double total = 0;
  for (std::int64_t part = 0; part < parts; ++part) {
    for (std::int64_t i = steps * part / parts;
         i < steps * (part + 1) / parts; ++i) {
      total += std::sqrt(static_cast<double>(i));
    }
    report(static_cast<int>(part + 1), nullptr);
  }
  return json::object{{"total", total}};
}

const Kind intensive{"cpu_intensive_task",
                     {{"iterations", 0, 10'000'000}},
                     compute_intensive};

}  // namespace

}  // namespace task_server
