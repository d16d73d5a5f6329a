/// @file
/// @brief The result of a task alone, as what it is.
#pragma once

#include "routes.hpp"
#include "task.hpp"

namespace task_server {

/// The answer to GET /task/ID/result: 200 with the result, as a picture
/// (image/png) if it is an object with a text "png" in base64, and as JSON
/// if it is anything else. 409 if the task has none, because it is not over
/// or has failed.
Response task_result(const Task& task);

}  // namespace task_server
