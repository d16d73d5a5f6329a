// check: Chunked.DoesNotGiveWayTooOften
// diagnosis: turn-never-begins-again
// Compares with the time at which the work began.
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "chunked.hpp"

using Clock = std::chrono::steady_clock;

asio::awaitable<void> chunked(std::size_t count, Piece piece,
                              std::chrono::nanoseconds turn) {
  const auto began = Clock::now();
  for (std::size_t i = 0; i < count; ++i) {
    piece(i);
    if (Clock::now() - began >= turn) {
      co_await asio::post(asio::use_awaitable);
    }
  }
}
