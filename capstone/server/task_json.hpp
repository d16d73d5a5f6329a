/// @file
/// @brief A task as clients see it.
#pragma once

#include <string>

#include "task.hpp"

namespace task_server {

/// The task as a JSON object: task_id, kind, state, progress, attempts,
/// max_attempts, created, started, finished (UTC, or null),
/// partial_results, and a result or an error when it is final.
std::string task_json(const Task& task);

/// The text as a JSON string, quotes included.
std::string json_text(std::string_view text);

}  // namespace task_server
