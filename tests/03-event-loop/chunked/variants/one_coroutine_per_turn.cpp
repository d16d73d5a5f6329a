// variant: a coroutine for each turn, spawned one after the other
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "chunked.hpp"

namespace {

using Clock = std::chrono::steady_clock;

/// One turn from piece `next` on; returns the first piece that is left.
asio::awaitable<std::size_t> one_turn(std::size_t next, std::size_t count,
                                      const Piece& piece,
                                      std::chrono::nanoseconds turn) {
  co_await asio::post(asio::use_awaitable);
  const auto began = Clock::now();
  do {
    piece(next++);
  } while (next < count && Clock::now() - began < turn);
  co_return next;
}

}  // namespace

asio::awaitable<void> chunked(std::size_t count, Piece piece,
                              std::chrono::nanoseconds turn) {
  auto executor = co_await asio::this_coro::executor;
  std::size_t next = 0;
  while (next < count) {
    next = co_await asio::co_spawn(
        executor, one_turn(next, count, piece, turn), asio::use_awaitable);
  }
}
