/// @file
/// @brief What the server and a worker tell each other, one frame each.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "task.hpp"

namespace task_server {

//! [server-messages]
/// To a worker: compute this.
struct Work {
  TaskId id{};
  std::string kind;
  std::string input;  ///< JSON
};

/// From a worker: so far it is.
struct Progress {
  TaskId id{};
  std::int32_t percent = 0;
  std::string partial_result;  ///< JSON, or empty
};

/// From a worker: this is how it ended.
struct Outcome {
  TaskId id{};
  bool succeeded = false;
  std::string value;  ///< JSON, or the error in one sentence
};
//! [server-messages]

/// From a worker: it is up.
struct Ready {};

using Answer = std::variant<Ready, Progress, Outcome>;

std::string pack_message(const Work& work);
std::string pack_message(const Ready& ready);
std::string pack_message(const Progress& progress);
std::string pack_message(const Outcome& outcome);

/// @throws std::invalid_argument  (both) if the frame is no such message
Work unpack_work(std::string_view frame);
Answer unpack_answer(std::string_view frame);

}  // namespace task_server
