// check: Chunked.CallsEachPieceInOrder
// diagnosis: waits-for-time
// Sleeps for a millisecond to let others run.
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "chunked.hpp"

using Clock = std::chrono::steady_clock;

asio::awaitable<void> chunked(std::size_t count, Piece piece,
                              std::chrono::nanoseconds turn) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  auto began = Clock::now();
  for (std::size_t i = 0; i < count; ++i) {
    piece(i);
    if (Clock::now() - began >= turn) {
      timer.expires_after(std::chrono::milliseconds(1));
      co_await timer.async_wait(asio::use_awaitable);
      began = Clock::now();
    }
  }
}
