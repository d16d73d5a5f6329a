#pragma once

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <functional>

namespace asio = boost::asio;

/// Computes the piece of that number.
using Piece = std::function<void(std::size_t)>;

/// Computes piece(0), piece(1), ... piece(count - 1), and gives way to
/// others of the event loop whenever it has held the thread for `turn`.
///
/// @param count  how many pieces there are; may be 0
/// @param piece  computes one piece; what it throws ends chunked
/// @param turn   how long to hold the thread before giving way; may be 0
asio::awaitable<void> chunked(std::size_t count, Piece piece,
                              std::chrono::nanoseconds turn);
