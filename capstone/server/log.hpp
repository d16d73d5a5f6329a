/// @file
/// @brief The server's log: one structured line for each event.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace task_server {

enum class Level { debug, info, warning, error };

/// @return false if there is no such level; then nothing changes
bool set_log_level(std::string_view name);

/// True if a line of this level is written. What only such a line needs is
/// computed only then.
bool logs(Level level);

/// Writes `time level event name=value ...` to standard error if the level
/// is high enough: one line, in one piece. Values with blanks are quoted.
/// Never pass what a client has sent; it may hold anything.
///
/// Threads: any.
void log(Level level, std::string_view event,
         std::initializer_list<std::pair<std::string_view, std::string>>
             values = {});

}  // namespace task_server
