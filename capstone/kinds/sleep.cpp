#include <chrono>
#include <thread>

#include "kind.hpp"

namespace task_server {

namespace {

using std::chrono::milliseconds;

/// Sleeps, and tells after each tenth how far it is.
json::value compute_sleep(const json::object& input, const Report& report) {
  constexpr int parts = 10;
  const std::int64_t all = input.at("ms").as_int64();
  const auto begin = std::chrono::steady_clock::now();
  for (int part = 1; part <= parts; ++part) {
    std::this_thread::sleep_until(begin + milliseconds(all * part / parts));
    report(100 * part / parts, nullptr);
  }
  return json::object{{"slept_ms", all}};
}

const Kind sleep{"sleep", {{"ms", 0, 3'600'000}}, compute_sleep};

}  // namespace

}  // namespace task_server
