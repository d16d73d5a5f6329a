#include "task.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <utility>

namespace task_server {

namespace {

constexpr std::array<std::string_view, 5> names = {
    "pending", "running", "completed", "failed", "cancelled"};

constexpr std::size_t digits = 16;

}  // namespace

std::string to_string(TaskId id) {
  return fmt::format("{:016x}", static_cast<std::uint64_t>(id));
}

std::optional<TaskId> parse_task_id(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number, 16);
  if (text.size() != digits || error != std::errc{} ||
      end != text.data() + text.size()) {
    return std::nullopt;
  }
  return TaskId{number};
}

std::string_view to_string(TaskState state) {
  return names[static_cast<std::size_t>(state)];
}

std::optional<TaskState> parse_task_state(std::string_view text) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == text) {
      return static_cast<TaskState>(i);
    }
  }
  return std::nullopt;
}

}  // namespace task_server
