// check: PoolMap.KeepsTheOrderOfItsInputs
// diagnosis: order-of-completion
// Each call appends its result, under a lock.
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <future>
#include <mutex>

#include "pool_map.hpp"

std::vector<int> pool_map(asio::thread_pool& pool, Function function,
                          std::vector<int> inputs) {
  std::mutex mutex;
  std::vector<int> results;
  std::vector<std::future<void>> calls;
  for (const int input : inputs) {
    calls.push_back(asio::post(pool, asio::use_future([&, input] {
                                 const int result = function(input);
                                 const std::lock_guard lock(mutex);
                                 results.push_back(result);
                               })));
  }
  for (std::future<void>& call : calls) {
    call.get();
  }
  return results;
}
