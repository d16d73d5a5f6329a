// variant: a table of the arrows, each change written out in its place
#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <stdexcept>
#include <utility>

#include "task_table.hpp"

namespace task_server {

namespace {

/// From a line to a column: pending, running, completed, failed, cancelled.
constexpr std::array<std::array<bool, 5>, 5> arrows = {{
    {false, true, false, true, true},
    {true, false, true, true, true},
    {false, false, false, false, false},
    {false, false, false, false, false},
    {false, false, false, false, false},
}};

constexpr std::size_t index_of(TaskState state) {
  return static_cast<std::size_t>(state);
}

void expect_arrow(TaskState from, TaskState to) {
  if (!arrows[index_of(from)][index_of(to)]) {
    throw std::logic_error("there is no such arrow");
  }
}

}  // namespace

bool is_final(TaskState state) {
  return std::ranges::none_of(arrows[index_of(state)],
                              [](bool arrow) { return arrow; });
}

bool may_follow(TaskState from, TaskState to) {
  return arrows[index_of(from)][index_of(to)];
}

void TaskTable::start(TaskId id) {
  Task& task = known(id);
  expect_arrow(task.state, TaskState::running);
  --counts_[index_of(task.state)];
  task.state = TaskState::running;
  ++counts_[index_of(task.state)];
  task.attempts += 1;
  task.started = Task::Time::clock::now();
  changed(task, Change::state);
}

void TaskTable::progress(TaskId id, int percent,
                         std::string partial_result) {
  const Task* seen = find(id);
  if (!seen || seen->state != TaskState::running) {
    return;
  }
  Task& task = known(id);
  if (percent > task.progress) {
    task.progress = static_cast<std::uint8_t>(std::min(percent, 100));
  }
  if (!partial_result.empty()) {
    task.partial_results.emplace_back(std::move(partial_result));
  }
  changed(task, Change::progress);
}

void TaskTable::complete(TaskId id, std::string result) {
  Task& task = known(id);
  expect_arrow(task.state, TaskState::completed);
  task.progress = 100;
  finish(id, TaskState::completed, std::move(result));
}

void TaskTable::fail(TaskId id, std::string error) {
  finish(id, TaskState::failed, std::move(error));
}

void TaskTable::cancel(TaskId id) {
  finish(id, TaskState::cancelled, std::string());
}

void TaskTable::finish(TaskId id, TaskState to, std::string outcome) {
  Task& task = known(id);
  expect_arrow(task.state, to);
  --counts_[index_of(std::exchange(task.state, to))];
  ++counts_[index_of(to)];
  task.outcome.swap(outcome);
  task.request.input.clear();
  task.finished = Task::Time::clock::now();
  final_.push_back(id);
  changed(task, Change::state);
}

void TaskTable::retry(TaskId id) {
  Task& task = known(id);
  expect_arrow(task.state, TaskState::pending);
  --counts_[index_of(task.state)];
  task.state = TaskState::pending;
  ++counts_[index_of(task.state)];
  task.progress = 0;
  task.partial_results = {};
  changed(task, Change::state);
}

void TaskTable::request_cancel(TaskId id) {
  Task& task = known(id);
  task.cancel_requested =
      task.cancel_requested || task.state == TaskState::running;
}

}  // namespace task_server
