#include "task_json.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <chrono>
#include <cstdint>
#include <iterator>

namespace task_server {

namespace {

/// A page of a thousand tasks has three thousand of them.
void append_time(std::string& text, Task::Time time) {
  if (time == Task::Time()) {
    text += "null";
    return;
  }
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(
      std::chrono::floor<std::chrono::milliseconds>(time - day));
  fmt::format_to(std::back_inserter(text),
                 FMT_COMPILE(R"("{:04}-{:02}-{:02}T)"
                             R"({:02}:{:02}:{:02}.{:03}Z")"),
                 static_cast<int>(date.year()),
                 static_cast<unsigned>(date.month()),
                 static_cast<unsigned>(date.day()), clock.hours().count(),
                 clock.minutes().count(), clock.seconds().count(),
                 clock.subseconds().count());
}

}  // namespace

std::string json_text(std::string_view text) {
  return boost::json::serialize(boost::json::string_view(text));
}

std::string task_json(const Task& task) {
  std::string text;
  text.reserve(300 + task.outcome.size());
  fmt::format_to(
      std::back_inserter(text),
      FMT_COMPILE(R"({{"task_id":"{:016x}","kind":"{}","state":"{}",)"
                  R"("progress":{},"attempts":{},"max_attempts":{})"),
      static_cast<std::uint64_t>(task.id), task.request.kind,
      to_string(task.state), task.progress, task.attempts,
      task.request.max_attempts);
  text += ",\"created\":";
  append_time(text, task.created);
  text += ",\"started\":";
  append_time(text, task.started);
  text += ",\"finished\":";
  append_time(text, task.finished);
  text += ",\"partial_results\":[";
  for (const std::string& value : task.partial_results) {
    text += value;
    text += ',';
  }
  if (!task.partial_results.empty()) {
    text.pop_back();
  }
  text += ']';
  if (task.state == TaskState::completed) {
    text += ",\"result\":" + task.outcome;
  } else if (task.state == TaskState::failed) {
    text += ",\"error\":" + json_text(task.outcome);
  }
  return text + "}";
}

}  // namespace task_server
