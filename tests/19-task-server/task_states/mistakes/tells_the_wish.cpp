// check: TaskStates.RememberThatATaskIsToEnd
// diagnosis: wish-is-told
// Tells those who watch whenever a field of a task is set.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "task_table.hpp"

namespace task_server {

bool is_final(TaskState state) {
  return state >= TaskState::completed;
}

bool may_follow(TaskState from, TaskState to) {
  switch (from) {
    case TaskState::pending:
      return to == TaskState::running || to == TaskState::failed ||
             to == TaskState::cancelled;
    case TaskState::running:
      return to != TaskState::running;
    default:
      return false;
  }
}

Task& TaskTable::move(TaskId id, TaskState to) {
  Task& task = known(id);
  if (!may_follow(task.state, to)) {
    throw std::logic_error(fmt::format("task {} is {} and cannot be {}",
                                       to_string(id), to_string(task.state),
                                       to_string(to)));
  }
  --counts_[static_cast<std::size_t>(task.state)];
  ++counts_[static_cast<std::size_t>(to)];
  task.state = to;
  return task;
}

void TaskTable::finish(TaskId id, TaskState to, std::string outcome) {
  Task& task = move(id, to);
  task.outcome = std::move(outcome);
  task.finished = std::chrono::system_clock::now();
  if (to == TaskState::completed) {
    task.progress = 100;
  }
  // It will not run again.
  task.request.input = std::string();
  final_.push_back(id);
  changed(task, Change::state);
}

void TaskTable::start(TaskId id) {
  Task& task = move(id, TaskState::running);
  ++task.attempts;
  task.started = std::chrono::system_clock::now();
  changed(task, Change::state);
}

void TaskTable::progress(TaskId id, int percent,
                         std::string partial_result) {
  const auto place = tasks_.find(id);
  if (place == tasks_.end() || place->second.state != TaskState::running) {
    return;
  }
  Task& task = place->second;
  task.progress = static_cast<std::uint8_t>(
      std::clamp<int>(percent, task.progress, 100));
  if (!partial_result.empty()) {
    task.partial_results.push_back(std::move(partial_result));
  }
  changed(task, Change::progress);
}

void TaskTable::complete(TaskId id, std::string result) {
  finish(id, TaskState::completed, std::move(result));
}

void TaskTable::fail(TaskId id, std::string error) {
  finish(id, TaskState::failed, std::move(error));
}

void TaskTable::cancel(TaskId id) {
  finish(id, TaskState::cancelled, {});
}

void TaskTable::retry(TaskId id) {
  Task& task = move(id, TaskState::pending);
  // The next attempt begins at the beginning.
  task.progress = 0;
  task.partial_results.clear();
  changed(task, Change::state);
}

void TaskTable::request_cancel(TaskId id) {
  Task& task = known(id);
  if (task.state == TaskState::running) {
    task.cancel_requested = true;
    changed(task, Change::state);
  }
}

}  // namespace task_server
