#pragma once

#include <boost/asio/awaitable.hpp>
#include <course/child_process.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;

/// The lines that a program has printed.
using Lines = std::vector<std::string>;

/// Runs all programs at the same time and returns what the first one has
/// printed that ends with exit status 0. The others are killed then.
///
/// @param programs  at least one; they have no limits
/// @return the lines of the one that has succeeded, and of no other
/// @throws std::runtime_error  if none of them succeeds
asio::awaitable<Lines> first_success(std::vector<course::Program> programs);
