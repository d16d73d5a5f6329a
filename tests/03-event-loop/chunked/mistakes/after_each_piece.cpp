// check: Chunked.DoesNotGiveWayTooOften
// diagnosis: after-each-piece
// Gives way whether its turn is over or not.
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "chunked.hpp"

using Clock = std::chrono::steady_clock;

asio::awaitable<void> chunked(std::size_t count, Piece piece,
                              std::chrono::nanoseconds turn) {
  for (std::size_t i = 0; i < count; ++i) {
    piece(i);
    co_await asio::post(asio::use_awaitable);
  }
}
