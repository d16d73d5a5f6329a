// check: Chunked.MeasuresEachTurn
// diagnosis: turn-carried-over
// Adds up what the pieces take, and subtracts a turn at each change.
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "chunked.hpp"

using Clock = std::chrono::steady_clock;

asio::awaitable<void> chunked(std::size_t count, Piece piece,
                              std::chrono::nanoseconds turn) {
  std::chrono::nanoseconds used{};
  for (std::size_t i = 0; i < count; ++i) {
    const auto began = Clock::now();
    piece(i);
    used += Clock::now() - began;
    if (used >= turn) {
      co_await asio::post(asio::use_awaitable);
      used -= turn;
    }
  }
}
