/// @file
/// @brief The connections of the server, from the first to the last.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "connection.hpp"
#include "service.hpp"

namespace task_server {

/// Closes all connections and waits until they have ended: they look at the
/// service to their last moment.
asio::awaitable<void> close_connections(Service& service);

/// Accepts connections until it is cancelled. What is wrong with one
/// connection is no other's concern.
asio::awaitable<void> serve_http(Service& service,
                                 asio::ip::tcp::acceptor& acceptor,
                                 HttpLimits limits);

}  // namespace task_server
