#include "task_json.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

namespace task_server {

namespace {

std::string time_text(Task::Time time) {
  if (time == Task::Time()) {
    return "null";
  }
  const auto second = std::chrono::floor<std::chrono::seconds>(time);
  return fmt::format(
      "\"{:%Y-%m-%dT%H:%M:%S}.{:03}Z\"", fmt::gmtime(second),
      std::chrono::floor<std::chrono::milliseconds>(time - second).count());
}

}  // namespace

std::string json_text(std::string_view text) {
  return boost::json::serialize(boost::json::string_view(text));
}

std::string task_json(const Task& task) {
  std::string text = fmt::format(
      R"({{"task_id":"{}","kind":"{}","state":"{}","progress":{},)"
      R"("attempts":{},"max_attempts":{},"created":{},"started":{},)"
      R"("finished":{},"partial_results":[{}])",
      to_string(task.id), task.request.kind, to_string(task.state),
      task.progress, task.attempts, task.request.max_attempts,
      time_text(task.created), time_text(task.started),
      time_text(task.finished), fmt::join(task.partial_results, ","));
  if (task.state == TaskState::completed) {
    text += ",\"result\":" + task.outcome;
  } else if (task.state == TaskState::failed) {
    text += ",\"error\":" + json_text(task.outcome);
  }
  return text + "}";
}

}  // namespace task_server
