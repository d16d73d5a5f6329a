/// @file
/// @brief A response as it goes over the wire.
#pragma once

#include <string>

#include "routes.hpp"

namespace task_server {

/// The whole response in one piece, with its Content-Length. (Beast's own
/// serializer walks over a list of buffers, and for small answers that
/// costs more than copying them.)
///
/// @param head  without the body: the answer to HEAD
std::string wire_text(const Response& response, bool keep_alive, bool head);

}  // namespace task_server
