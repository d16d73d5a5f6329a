#include "log.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>

namespace task_server {

namespace {

constexpr std::array<std::string_view, 4> names = {"debug", "info",
                                                   "warning", "error"};
std::atomic<Level> lowest = Level::info;

std::string quoted_if_needed(const std::string& value) {
  if (!value.empty() &&
      value.find_first_of(" \"\\=\n\r\t") == std::string::npos) {
    return value;
  }
  std::string quoted = "\"";
  for (const char character : value) {
    if (character == '"' || character == '\\') {
      quoted += '\\';
    }
    quoted += static_cast<unsigned char>(character) < ' ' ? ' ' : character;
  }
  return quoted + '"';
}

}  // namespace

bool set_log_level(std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) {
      lowest = static_cast<Level>(i);
      return true;
    }
  }
  return false;
}

bool logs(Level level) {
  return level >= lowest.load(std::memory_order_relaxed);
}

void log(Level level, std::string_view event,
         std::initializer_list<std::pair<std::string_view, std::string>>
             values) {
  if (!logs(level)) {
    return;
  }
  const auto now = std::chrono::floor<std::chrono::milliseconds>(
      std::chrono::system_clock::now());
  const auto second = std::chrono::floor<std::chrono::seconds>(now);
  std::string line =
      fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z {} {}", fmt::gmtime(second),
                  (now - second).count(),
                  names[static_cast<std::size_t>(level)], event);
  for (const auto& [name, value] : values) {
    line += fmt::format(" {}={}", name, quoted_if_needed(value));
  }
  line += '\n';
  // A log that nobody reads any more is no reason to stop.
  [[maybe_unused]] const auto written =
      ::write(STDERR_FILENO, line.data(), line.size());
}

}  // namespace task_server
