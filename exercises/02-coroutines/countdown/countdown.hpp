#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>

namespace asio = boost::asio;

/// Is told each number of a countdown.
using Announce = std::function<void(int)>;

/// Counts down to lift-off: announces `from`, then one number less each
/// second, and returns when it has announced 0. Other coroutines of the
/// event loop run while it waits.
///
/// @param from      the first number, not negative
/// @param announce  called with each number
asio::awaitable<void> countdown(int from, Announce announce);
