// variant: recursion, and a limit computed with floating point
#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <cmath>

#include "full_jitter.hpp"

namespace {

using Seconds = std::chrono::duration<double>;

asio::awaitable<std::string> try_again(Download download, Backoff backoff,
                                       course::RandomSource random,
                                       int failures) {
  std::exception_ptr error;
  try {
    co_return co_await download();
  } catch (const boost::system::system_error& known) {
    if (known.code() == asio::error::operation_aborted) {
      throw;
    }
    error = std::current_exception();
  } catch (...) {
    error = std::current_exception();
  }
  if (failures + 1 == backoff.attempts) {
    std::rethrow_exception(error);
  }
  const Seconds limit =
      std::min<Seconds>(Seconds(backoff.base) * std::exp2(failures),
                        Seconds(backoff.longest));
  asio::steady_timer timer(co_await asio::this_coro::executor);
  timer.expires_after(
      std::chrono::round<std::chrono::microseconds>(limit * random()));
  co_await timer.async_wait(asio::use_awaitable);
  co_return co_await try_again(download, backoff, random, failures + 1);
}

}  // namespace

asio::awaitable<std::string> full_jitter(Download download, Backoff backoff,
                                         course::RandomSource random) {
  return try_again(std::move(download), backoff, std::move(random), 0);
}
