// check: FirstSuccess.RunsThemTogether
// diagnosis: one-after-another
// Tries the programs in their order.
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include "first_success.hpp"

asio::awaitable<Lines> first_success(
    std::vector<course::Program> programs) {
  for (course::Program& program : programs) {
    try {
      Lines lines;
      const auto end = co_await course::run_program(
          std::move(program),
          [&](std::string_view line) { lines.emplace_back(line); });
      if (end.status.success()) {
        co_return lines;
      }
    } catch (const std::system_error&) {
      continue;  // not installed
    }
  }
  throw std::runtime_error("every program has failed");
}
