#include "task_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <utility>

namespace task_server {

namespace {

using Clock = std::chrono::system_clock;

/// A server that is started later begins above what an earlier one used:
/// nobody accepts a million tasks a second.
std::uint64_t first_id() {
  return static_cast<std::uint64_t>(
      std::chrono::duration_cast<std::chrono::microseconds>(
          Clock::now().time_since_epoch())
          .count());
}

std::size_t hash_of(const TaskRequest& request) {
  return std::hash<std::string>{}(fmt::format(
      "{}\n{}\n{}\n{}", request.kind, request.input,
      request.limit.value_or(std::chrono::milliseconds(-1)).count(),
      request.max_attempts));
}

}  // namespace

TaskTable::TaskTable(TableLimits limits)
    : limits_(limits), latest_id_(first_id()) {}

TaskTable::Answer TaskTable::add(TaskRequest request, std::string key) {
  const std::size_t asked = key.empty() ? 0 : hash_of(request);
  if (const auto used = keys_.find(key); used != keys_.end()) {
    const bool same = used->second.asked == asked;
    return {same ? Added::known : Added::conflict, used->second.id};
  }
  if (count(TaskState::pending) >= limits_.pending || !make_room()) {
    return {Added::full};
  }
  const TaskId id{++latest_id_};
  Task task{
      .id = id, .request = std::move(request), .created = Clock::now()};
  const auto place = tasks_.emplace_hint(tasks_.end(), id, std::move(task));
  ++counts_[static_cast<std::size_t>(TaskState::pending)];
  if (!key.empty()) {
    keys_.emplace(key, Key{id, asked});
    key_of_.emplace(id, std::move(key));
  }
  changed(place->second, Change::added);
  return {Added::accepted, id};
}

void TaskTable::restore(Task task, std::string key) {
  const TaskId id = task.id;
  latest_id_ = std::max(latest_id_, static_cast<std::uint64_t>(id));
  ++counts_[static_cast<std::size_t>(task.state)];
  if (!key.empty()) {
    keys_.emplace(key, Key{id, hash_of(task.request)});
    key_of_.emplace(id, std::move(key));
  }
  if (is_final(task.state)) {
    task.request.input = std::string();
    final_.push_back(id);
  }
  tasks_.emplace(id, std::move(task));
}

const Task* TaskTable::find(TaskId id) const {
  const auto place = tasks_.find(id);
  return place == tasks_.end() ? nullptr : &place->second;
}

TaskPage TaskTable::list(TaskId from, std::size_t count,
                         std::optional<TaskState> state) const {
  TaskPage page;
  for (auto place = tasks_.lower_bound(from); place != tasks_.end();
       ++place) {
    if (state && place->second.state != *state) {
      continue;
    }
    if (page.tasks.size() == count) {
      page.next = place->first;
      break;
    }
    page.tasks.push_back(&place->second);
  }
  return page;
}

std::vector<const Task*> TaskTable::newest(std::size_t count) const {
  std::vector<const Task*> found;
  for (auto place = tasks_.rbegin();
       place != tasks_.rend() && found.size() < count; ++place) {
    found.push_back(&place->second);
  }
  return found;
}

std::size_t TaskTable::count(TaskState state) const {
  return counts_[static_cast<std::size_t>(state)];
}

void TaskTable::expire() {
  const auto limit = Clock::now() - limits_.keep;
  while (!final_.empty() && find(final_.front())->finished <= limit) {
    forget(final_.front());
    final_.pop_front();
  }
}

void TaskTable::on_change(Watcher watcher) {
  watcher_ = std::move(watcher);
}

Task& TaskTable::known(TaskId id) {
  const auto place = tasks_.find(id);
  if (place == tasks_.end()) {
    throw std::logic_error("there is no task " + to_string(id));
  }
  return place->second;
}

void TaskTable::changed(const Task& task, Change change) {
  if (watcher_) {
    watcher_(task, change);
  }
}

bool TaskTable::make_room() {
  if (tasks_.size() < limits_.tasks) {
    return true;
  }
  if (final_.empty()) {
    return false;
  }
  forget(final_.front());
  final_.pop_front();
  return true;
}

void TaskTable::forget(TaskId id) {
  const auto place = tasks_.find(id);
  changed(place->second, Change::forgotten);
  --counts_[static_cast<std::size_t>(place->second.state)];
  tasks_.erase(place);
  if (const auto key = key_of_.find(id); key != key_of_.end()) {
    keys_.erase(key->second);
    key_of_.erase(key);
  }
}

}  // namespace task_server
