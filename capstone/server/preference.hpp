/// @file
/// @brief What a client would like: the field Prefer of RFC 7240.
#pragma once

#include <chrono>
#include <optional>

#include "routes.hpp"

namespace task_server {

/// How long the client wants to wait until the task it asks about is over:
/// the N of `Prefer: wait=N`, whole seconds.
///
/// @return nothing if it does not ask for it, or writes no number there:
///         who does not understand a preference takes no notice of it
std::optional<std::chrono::seconds> preferred_wait(const Request& request);

}  // namespace task_server
