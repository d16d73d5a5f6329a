/// @file
/// @brief From the body of a POST to what is asked for.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "task.hpp"

namespace task_server {

/// Why a request is refused: an HTTP status and one sentence.
struct Refusal {
  unsigned status = 400;
  std::string reason;
};

/// Reads `{"kind": "sum", "n": 10, "timeout_ms": 500, "max_attempts": 3}`.
/// The last two may be missing; all others are the fields of the kind.
///
/// @param deepest  levels of arrays and objects, at most; the kinds need
/// one
///
/// @return 400 with the position if it is no JSON or too deep; 422 with the
///         name of the field if it asks for nothing that exists
std::variant<TaskRequest, Refusal> parse_task_request(std::string_view body,
                                                      std::size_t deepest);

}  // namespace task_server
