// check: FullJitter.StopsAtTheLongest
// diagnosis: first-limit-uncut
// Cuts the limit whenever it has been doubled.
#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <random>
#include <stdexcept>

#include "full_jitter.hpp"

namespace {

using Fraction = std::chrono::duration<double, std::milli>;

asio::awaitable<void> wait_for(Fraction wait) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  timer.expires_after(
      std::chrono::duration_cast<std::chrono::nanoseconds>(wait));
  co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace

asio::awaitable<std::string> full_jitter(Download download, Backoff backoff,
                                         course::RandomSource random) {
  Fraction limit = backoff.base;
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
    co_await wait_for(limit * random());
    limit = std::min<Fraction>(limit * 2, backoff.longest);
  }
}
