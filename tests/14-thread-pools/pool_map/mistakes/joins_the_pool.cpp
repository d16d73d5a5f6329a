// check: PoolMap.LeavesThePoolUsable
// diagnosis: joins-the-pool
// join() waits for all jobs, and ends the pool.
#include <atomic>
#include <boost/asio/post.hpp>
#include <exception>

#include "pool_map.hpp"

std::vector<int> pool_map(asio::thread_pool& pool, Function function,
                          std::vector<int> inputs) {
  std::vector<int> results(inputs.size());
  std::vector<std::exception_ptr> errors(inputs.size());
  std::atomic<bool> failed = false;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    asio::post(pool, [&, i] {
      if (failed) {
        return;
      }
      try {
        results[i] = function(inputs[i]);
      } catch (...) {
        failed = true;
        errors[i] = std::current_exception();
      }
    });
  }
  if (!inputs.empty()) {
    pool.join();
  }
  for (const std::exception_ptr& error : errors) {
    if (error) {
      std::rethrow_exception(error);
    }
  }
  return results;
}
