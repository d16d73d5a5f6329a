// check: PoolMap.CallsOnThePoolTogether
// diagnosis: on-the-caller
// std::async with deferred starts no thread: get() makes the call.
#include <future>

#include "pool_map.hpp"

std::vector<int> pool_map(asio::thread_pool& pool, Function function,
                          std::vector<int> inputs) {
  std::vector<std::future<int>> calls;
  for (const int input : inputs) {
    calls.push_back(std::async(std::launch::deferred, function, input));
  }
  std::vector<int> results;
  for (std::future<int>& call : calls) {
    results.push_back(call.get());
  }
  return results;
}
