/// @file
/// @brief What a request about a task does.
#pragma once

#include <string>
#include <string_view>

#include "routes.hpp"

namespace task_server {

/// The most characters of an Idempotency-Key.
inline constexpr std::size_t longest_key = 256;

//! [server-post]
/// POST /task. Each refusal has its status, in this order:
///
/// - 503 with Retry-After: Service::accepts_tasks is false; the reason is
///   Service::refuses_because
/// - 400: the Idempotency-Key is too long
/// - 400 or 422: parse_task_request() refuses the body, for example
///   because it is deeper than Service::json_depth
/// - 503 with Retry-After: the table is full
/// - 409: the key was used for another task
///
/// A new task is handed over, a known one handed back.
Reply post_task(Service& service, const Request& request);

/// GET /task/ID: 200, or 404 if there is no such task. It asks the table
/// and nothing else.
///
/// @param id  as the client has written it
Response get_task(const Service& service, std::string_view id);
//! [server-post]

/// DELETE /task/ID: a pending task is cancelled, 200; one that runs is to
/// end, 202; a final one stays as it is, 200. 404 if there is none.
Response delete_task(Service& service, std::string_view id);

/// @name What answers are made of
/// @{

/// The task as JSON, with its Location.
Response task_response(unsigned status, const Task& task);

Response json_response(unsigned status, std::string body);
Response no_such_task();

/// A new task is on its way: into the queue or, if the server has a
/// journal, into that first. The answer is 202.
Reply hand_over(Service& service, const Task& task, std::string_view key);

/// The answer 200 for a task that is there already.
Reply hand_back(const Service& service, const Task& task);

/// @}

}  // namespace task_server
