// check: PoolMap.ThrowsForTheEarliestInput
// diagnosis: first-in-time
// The calls keep the first exception that happens, under a lock.
#include <boost/asio/post.hpp>
#include <exception>
#include <latch>
#include <mutex>

#include "pool_map.hpp"

std::vector<int> pool_map(asio::thread_pool& pool, Function function,
                          std::vector<int> inputs) {
  std::vector<int> results(inputs.size());
  std::latch left(static_cast<std::ptrdiff_t>(inputs.size()));
  std::mutex mutex;
  std::exception_ptr error;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    asio::post(pool, [&, i] {
      try {
        results[i] = function(inputs[i]);
      } catch (...) {
        const std::lock_guard lock(mutex);
        error = error ? error : std::current_exception();
      }
      left.count_down();
    });
  }
  left.wait();
  if (error) {
    std::rethrow_exception(error);
  }
  return results;
}
