/// @file
/// @brief Which request does what.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>
#include <variant>

#include "service.hpp"

namespace task_server {

namespace http = boost::beast::http;

using Request = http::request<http::string_body>;
using Response = http::response<http::string_body>;

/// The task is accepted when the journal has it on the disk. Then it goes
/// into the queue, and this is the answer.
struct OnceOnDisk {
  TaskId id;
  unsigned status;
};

/// The answer to GET /task/{id}/events is a stream.
struct EventStream {
  TaskId id;
};

/// The answer shows an outcome that the journal does not have on the disk
/// yet, and waits for it: after a kill the task would run again and might
/// end otherwise.
struct WhenOnDisk {
  Response response;
};

using Reply = std::variant<Response, EventStream, OnceOnDisk, WhenOnDisk>;

/// Answers a request:
///
///     POST   /task              202 with Location, or 200 for a known key
///     GET    /task/ID           the task, or 404
///     DELETE /task/ID           cancels it
///     GET    /task/ID/events    a stream of its changes
///     GET    /task/ID/result    its result alone; a picture as image/png
///     GET    /tasks             ?state=STATE&limit=N&from=ID
///     GET    /status /healthz /readyz /metrics /
///
/// Errors are JSON, {"error": "one sentence"}.
Reply answer(Service& service, const Request& request);

/// The answer when the journal has it.
Response answer_on_disk(Service& service, const OnceOnDisk& accepted);

/// Whether nobody may see the task's outcome yet.
bool is_unrecorded(const Service& service, const Task& task);

/// An error as a response.
Response refusal(unsigned status, std::string_view reason);

}  // namespace task_server
