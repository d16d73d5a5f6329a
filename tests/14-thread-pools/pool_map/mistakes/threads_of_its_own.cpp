// check: PoolMap.CallsOnThePoolTogether
// diagnosis: threads-of-its-own
// std::async starts a thread for each call; the pool is not used.
#include <future>

#include "pool_map.hpp"

std::vector<int> pool_map(asio::thread_pool& pool, Function function,
                          std::vector<int> inputs) {
  std::vector<std::future<int>> calls;
  for (const int input : inputs) {
    calls.push_back(std::async(std::launch::async, function, input));
  }
  std::vector<int> results;
  std::exception_ptr error;
  for (std::future<int>& future : calls) {
    try {
      results.push_back(future.get());
    } catch (...) {
      error = error ? error : std::current_exception();
    }
  }
  if (error) {
    std::rethrow_exception(error);
  }
  return results;
}
