#include "full_jitter.hpp"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>
#include <utility>

asio::awaitable<std::string> full_jitter(Download download, Backoff backoff,
                                         course::RandomSource random) {
  // BEGIN SOLUTION
  // STUB: // Try until it succeeds; wait a random part of a growing limit.
  // STUB: throw std::logic_error("full_jitter is not written yet");
  asio::steady_timer timer(co_await asio::this_coro::executor);
  // Doubled step by step and cut off each time, so it cannot overflow.
  std::chrono::nanoseconds limit = std::min(backoff.base, backoff.longest);
  for (int attempt = 1;; ++attempt) {
    std::exception_ptr error;
    try {
      co_return co_await download();
    } catch (...) {
      error = std::current_exception();
    }
    if (attempt == backoff.attempts || course::is_cancellation(error)) {
      std::rethrow_exception(error);
    }
    const std::chrono::duration<double, std::nano> wait = limit * random();
    timer.expires_after(
        std::chrono::duration_cast<std::chrono::nanoseconds>(wait));
    co_await timer.async_wait(asio::use_awaitable);
    limit = std::min<std::chrono::nanoseconds>(limit * 2, backoff.longest);
  }
  // END SOLUTION
}
