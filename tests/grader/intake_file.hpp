#pragma once
#include <cstdint>
#include <string>

#include "intake.hpp"

namespace grader {

/// Reads a regular file of at most `limit` bytes without following a link
/// and without waiting on a pipe.
/// @param folder descriptor of the folder that `name` is relative to, or
///        AT_FDCWD
/// @return a candidate without a path: regular with its bytes, or symlink,
///         special, too_large, unreadable
Candidate read_regular_file(int folder, const std::string& name,
                            std::uintmax_t limit);

}  // namespace grader
