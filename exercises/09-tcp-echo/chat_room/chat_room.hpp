#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstddef>

namespace asio = boost::asio;
using asio::ip::tcp;

/// How many bytes may wait in the server for one client. A client for which
/// more would have to wait is disconnected.
inline constexpr std::size_t most_waiting = std::size_t{64} * 1024;

/// One chat room for all clients that connect to `acceptor`. It runs until
/// its event loop ends.
///
/// @param acceptor  listens already; the room owns it from now on
asio::awaitable<void> serve_chat(tcp::acceptor acceptor);
