// check: Chunked.LetsOthersRunInTime
// diagnosis: counts-pieces
// Gives way after every tenth piece.
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "chunked.hpp"

using Clock = std::chrono::steady_clock;

asio::awaitable<void> chunked(std::size_t count, Piece piece,
                              std::chrono::nanoseconds turn) {
  for (std::size_t i = 0; i < count; ++i) {
    piece(i);
    if (i % 10 == 9) {
      co_await asio::post(asio::use_awaitable);
    }
  }
}
