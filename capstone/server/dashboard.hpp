/// @file
/// @brief The page at GET /.
#pragma once

#include <string_view>

namespace task_server {

/// One HTML page with its style and script inside; it asks for nothing but
/// /status and /tasks.
std::string_view dashboard_html();

}  // namespace task_server
