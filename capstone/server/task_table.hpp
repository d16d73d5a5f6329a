/// @file
/// @brief All tasks that the server knows, and what may happen to them.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "task.hpp"

namespace task_server {

/// How many tasks are kept, and for how long.
struct TableLimits {
  std::size_t pending = 100'000;    ///< that wait for a worker
  std::size_t tasks = 1'000'000;    ///< in all; the oldest final ones go
  std::chrono::seconds keep{3600};  ///< how long a final task is kept
};

/// A page of the list of tasks.
struct TaskPage {
  std::vector<const Task*> tasks;  ///< valid until the table changes
  std::optional<TaskId> next;      ///< where the next page begins
};

/// What has happened to a task.
enum class Change { added, state, progress, forgotten };

/// The tasks and their state machine. Every change of a task goes through
/// here, so there is one place that knows what may follow what, and one
/// that tells those who watch.
///
/// The changes of a task are in task_states.cpp; adding, finding and
/// forgetting tasks in task_table.cpp.
///
/// Threads: all calls on one thread.
class TaskTable {
 public:
  explicit TaskTable(TableLimits limits = {});

  /// What became of a request.
  enum class Added { accepted, known, conflict, full };
  struct Answer {
    Added how = Added::full;
    TaskId id{};  ///< unless it is full
  };

  /// Adds a pending task. A request with a key that was used before is the
  /// same task if it asks for the same, and a conflict if it does not.
  ///
  /// @param key  the client's Idempotency-Key; empty: none
  Answer add(TaskRequest request, std::string key = {});

  /// Takes over a task that an earlier server accepted. Its id must be
  /// new.
  void restore(Task task, std::string key);

  /// @return null if there is no such task (any more); valid until the
  ///         table changes
  const Task* find(TaskId id) const;

  //! [server-table]
  /// A worker takes the task. Counts an attempt.
  ///
  /// @throws std::logic_error  (this and the following) if the state
  ///         machine has no such arrow; nothing has changed then
  void start(TaskId id);

  /// A worker reports how far it is. Progress only grows: a report with a
  /// lower percentage leaves it, and its partial result is kept all the
  /// same. A report about a task that is not running, or that is not known,
  /// is dropped.
  ///
  /// @param percent         0 to 100
  /// @param partial_result  a JSON value, or empty: none
  void progress(TaskId id, int percent, std::string partial_result);

  void complete(TaskId id, std::string result);
  void fail(TaskId id, std::string error);
  void cancel(TaskId id);

  /// The worker has died: the task waits for another one, from the
  /// beginning.
  void retry(TaskId id);

  /// Remembers that a running task is to end, and tells nobody: its state
  /// changes when its worker is gone. A task in another state stays as it
  /// is.
  ///
  /// @throws std::logic_error  if there is no such task, and only then
  void request_cancel(TaskId id);
  //! [server-table]

  /// The tasks from `from` on, oldest first, at most `count`.
  TaskPage list(TaskId from, std::size_t count,
                std::optional<TaskState> state) const;

  /// The latest tasks, newest first, at most `count`.
  std::vector<const Task*> newest(std::size_t count) const;

  /// How many tasks are in the state.
  std::size_t count(TaskState state) const;
  std::size_t size() const { return tasks_.size(); }

  /// Forgets the final tasks that were kept long enough.
  void expire();

  /// Is called after each change of a task, with the task as it is now. It
  /// must not change the table. A task that is restored does not change.
  using Watcher = std::function<void(const Task& task, Change change)>;
  void on_change(Watcher watcher);

 private:
  /// @throws std::logic_error  if there is no such task
  Task& known(TaskId id);

  /// Tells the watcher.
  void changed(const Task& task, Change change);

  // These two are task_states.cpp's own.
  Task& move(TaskId id, TaskState to);
  void finish(TaskId id, TaskState to, std::string outcome);

  bool make_room();
  void forget(TaskId id);

  struct Key {
    TaskId id;
    std::size_t asked;  ///< hash of what was asked for
  };

  TableLimits limits_;
  std::map<TaskId, Task> tasks_;
  std::array<std::size_t, 5> counts_{};  ///< how many are in each state
  std::deque<TaskId> final_;  ///< in the order in which they became so
  std::unordered_map<std::string, Key> keys_;
  std::unordered_map<TaskId, std::string> key_of_;
  std::uint64_t latest_id_;
  Watcher watcher_;
};

}  // namespace task_server
