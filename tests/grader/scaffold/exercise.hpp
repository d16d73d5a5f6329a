#pragma once

#include <boost/asio/awaitable.hpp>
#include <vector>

namespace asio = boost::asio;

/// FILL IN: what it does, units, result, errors, and the section of the
/// documents that it comes from.
///
/// @throws std::invalid_argument  if there are no values
asio::awaitable<int> EXERCISE_NAME(std::vector<int> values);
