/// @file
/// @brief One task of the server, as its table keeps it.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace task_server {

/// Identifies a task. Ids grow in the order in which tasks are accepted and
/// are not used again, not even by a server that was started later.
enum class TaskId : std::uint64_t {};

/// Sixteen hexadecimal digits, as clients see it.
std::string to_string(TaskId id);

/// @return nothing if the text is no id
std::optional<TaskId> parse_task_id(std::string_view text);

//! [server-states]
/// Where a task stands. The last three are final: nothing changes any more.
enum class TaskState : std::uint8_t {
  pending,    ///< accepted; waits for a worker
  running,    ///< a worker computes it
  completed,  ///< has a result
  failed,     ///< has an error
  cancelled,  ///< somebody has asked for it
};

std::string_view to_string(TaskState state);

/// @return nothing if there is no such state
std::optional<TaskState> parse_task_state(std::string_view text);

bool is_final(TaskState state);

/// True if the state machine has an arrow from one state to the other. A
/// running task may be pending again: its worker has died.
bool may_follow(TaskState from, TaskState to);
//! [server-states]

/// What a client asks for.
struct TaskRequest {
  std::string kind;
  std::string input = {};  ///< a JSON object: the fields of its kind
  /// How long one attempt may take; nothing: as long as it likes.
  std::optional<std::chrono::milliseconds> limit = {};
  int max_attempts = 3;  ///< runs that end with the death of the worker
};

/// A task. All times are those of the system's clock; the duration of a run
/// is not computed from them, because that clock may be set.
struct Task {
  using Time = std::chrono::system_clock::time_point;

  TaskId id{};
  TaskState state = TaskState::pending;
  bool cancel_requested = false;  ///< while it runs
  std::uint8_t progress = 0;      ///< percent
  int attempts = 0;               ///< times that a worker was given it
  TaskRequest request = {};       ///< a final task has no input any more
  std::vector<std::string> partial_results = {};  ///< JSON values, in order
  std::string outcome =
      {};  ///< completed: a JSON value; failed: one sentence
  Time created = {};
  Time started = {};   ///< of the latest attempt
  Time finished = {};  ///< when it became final
};

}  // namespace task_server
