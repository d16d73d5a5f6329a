// check: Chunked.LetsOthersRunInTime
// diagnosis: never-gives-way
// Awaits dispatch, which goes on at once where it is.
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "chunked.hpp"

using Clock = std::chrono::steady_clock;

asio::awaitable<void> chunked(std::size_t count, Piece piece,
                              std::chrono::nanoseconds turn) {
  auto began = Clock::now();
  for (std::size_t i = 0; i < count; ++i) {
    piece(i);
    if (Clock::now() - began >= turn) {
      co_await asio::dispatch(asio::use_awaitable);
      began = Clock::now();
    }
  }
}
