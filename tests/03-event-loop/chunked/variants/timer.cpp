// variant: a timer that has expired already, and a deadline for the turn
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "chunked.hpp"

using Clock = std::chrono::steady_clock;

asio::awaitable<void> chunked(std::size_t count, Piece piece,
                              std::chrono::nanoseconds turn) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  auto end_of_turn = Clock::now() + turn;
  for (std::size_t i = 0; i != count; ++i) {
    piece(i);
    if (Clock::now() < end_of_turn) {
      continue;
    }
    timer.expires_at(Clock::time_point::min());
    co_await timer.async_wait(asio::use_awaitable);
    end_of_turn = Clock::now() + turn;
  }
}
