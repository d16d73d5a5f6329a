#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstddef>

namespace asio = boost::asio;
using asio::ip::tcp;

/// The longest line that is served, in bytes, without its newline.
inline constexpr std::size_t longest_line = 80;

/// Acknowledges the lines of every client that connects to `acceptor`, all
/// clients at the same time. It runs until its event loop ends.
///
/// @param acceptor  listens already; the server owns it from now on
asio::awaitable<void> serve_lines(tcp::acceptor acceptor);
