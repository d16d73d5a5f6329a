// check: ExerciseName.ReturnsTheSum
// diagnosis: first-only
// FILL IN: the idea behind this mistake.
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <stdexcept>

#include "EXERCISE_NAME.hpp"

asio::awaitable<int> EXERCISE_NAME(std::vector<int> values) {
  if (values.empty()) {
    throw std::invalid_argument("there are no values");
  }
  asio::steady_timer timer(co_await asio::this_coro::executor,
                           std::chrono::milliseconds(10));
  co_await timer.async_wait(asio::use_awaitable);
  co_return values.front();
}
