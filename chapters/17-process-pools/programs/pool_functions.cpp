// Two computations in two worker processes.
// recorded: measured
#include <fmt/core.h>

#include <boost/asio.hpp>
#include <course/process_pool.hpp>

namespace asio = boost::asio;

//! [process-first]
int primes_below(int limit) {
  int count = 0;
  for (int n = 2; n < limit; ++n) {
    int d = 2;
    while (d * d <= n && n % d != 0) {
      ++d;
    }
    count += d * d > n;
  }
  return count;
}
const course::PoolFunction count_primes{"primes_below", primes_below};

asio::awaitable<void> count() {
  course::ProcessPool pool(co_await asio::this_coro::executor, 2);
  const auto many = pool.submit(count_primes, 60'000);
  const auto few = pool.submit(count_primes, 20'000);
  fmt::print("primes below 60000: {}\n", co_await many.get());
  fmt::print("primes below 20000: {}\n", co_await few.get());
  co_await pool.shutdown();
}

int main() {
  if (course::is_worker()) {
    return course::run_worker();
  }
  asio::io_context loop(1);
  asio::co_spawn(loop, count(), asio::detached);
  loop.run();
}
//! [process-first]
