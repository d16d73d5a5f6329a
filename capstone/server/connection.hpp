/// @file
/// @brief One connection: its requests, its limits, its streams.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <cstddef>
#include <cstdint>

#include "service.hpp"

namespace task_server {

/// What a client may do. Each limit has a clear answer.
struct HttpLimits {
  std::size_t connections = 1'000;    ///< more: 503, and closed
  std::uint32_t headers = 16 * 1024;  ///< bytes; more: 431
  std::uint64_t body = 1'048'576;     ///< bytes; more: 413
  std::chrono::seconds request{10};   ///< for it to arrive; more: 408
  std::chrono::seconds answer{30};    ///< to take one; more: closed
  std::chrono::seconds idle{60};      ///< between requests; more: closed
};

/// Answers what comes on one connection until either side closes it. The
/// service outlives it.
asio::awaitable<void> serve_connection(Service& service,
                                       asio::ip::tcp::socket socket,
                                       HttpLimits limits);

}  // namespace task_server
