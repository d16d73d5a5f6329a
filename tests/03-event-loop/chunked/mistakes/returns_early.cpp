// check: Chunked.CallsEachPieceInOrder
// diagnosis: returns-early
// Hands the work to the loop and does not wait for it.
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "chunked.hpp"

using Clock = std::chrono::steady_clock;

asio::awaitable<void> chunked(std::size_t count, Piece piece,
                              std::chrono::nanoseconds turn) {
  auto executor = co_await asio::this_coro::executor;
  for (std::size_t i = 0; i < count; ++i) {
    asio::post(executor, [piece, i] { piece(i); });
  }
}
