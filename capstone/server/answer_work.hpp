/// @file
/// @brief What a worker does with a frame that has come.
#pragma once

#include <functional>
#include <string_view>

namespace task_server {

//! [server-answer]
/// Sends a message to the server.
///
/// @return false if nobody is there any more to read it
using Tell = std::function<bool(std::string_view message)>;

/// Computes a Work and tells the server: a Progress for each report of the
/// kind, while it computes, and one Outcome at the end. A task that throws,
/// or whose kind nobody knows, has its error as the outcome; the worker
/// lives on.
///
/// @param frame  a packed Work
/// @param tell   may be called many times; what it returns for a Progress
///               may be ignored, since telling the Outcome shows it again
///
/// @return false if nobody is there any more to work for
/// @throws std::invalid_argument  if the frame is no Work
bool answer_work(std::string_view frame, const Tell& tell);
//! [server-answer]

}  // namespace task_server
