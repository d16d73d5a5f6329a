// check: Chunked.LetsOthersRunInTime
// diagnosis: turn-too-long
// Gives way when more than the turn has passed.
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "chunked.hpp"

using Clock = std::chrono::steady_clock;

asio::awaitable<void> chunked(std::size_t count, Piece piece,
                              std::chrono::nanoseconds turn) {
  auto began = Clock::now();
  for (std::size_t i = 0; i < count; ++i) {
    piece(i);
    if (Clock::now() - began > turn) {
      co_await asio::post(asio::use_awaitable);
      began = Clock::now();
    }
  }
}
