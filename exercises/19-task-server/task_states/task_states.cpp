#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <stdexcept>
#include <utility>

#include "task_table.hpp"

namespace task_server {

bool is_final(TaskState state) {
  throw std::logic_error("task_states is not written yet");
}

bool may_follow(TaskState from, TaskState to) {
  throw std::logic_error("task_states is not written yet");
}

void TaskTable::start(TaskId id) {
  throw std::logic_error("task_states is not written yet");
}

void TaskTable::progress(TaskId id, int percent,
                         std::string partial_result) {
  throw std::logic_error("task_states is not written yet");
}

void TaskTable::complete(TaskId id, std::string result) {
  throw std::logic_error("task_states is not written yet");
}

void TaskTable::fail(TaskId id, std::string error) {
  throw std::logic_error("task_states is not written yet");
}

void TaskTable::cancel(TaskId id) {
  throw std::logic_error("task_states is not written yet");
}

void TaskTable::retry(TaskId id) {
  throw std::logic_error("task_states is not written yet");
}

void TaskTable::request_cancel(TaskId id) {
  throw std::logic_error("task_states is not written yet");
}

}  // namespace task_server
