// check: PoolMap.ThrowsWhatACallThrows
// diagnosis: leaves-while-they-run
// The first get() that throws ends the function.
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

#include "pool_map.hpp"

std::vector<int> pool_map(asio::thread_pool& pool, Function function,
                          std::vector<int> inputs) {
  std::vector<std::future<int>> calls;
  for (const int input : inputs) {
    calls.push_back(asio::post(
        pool, asio::use_future([=] { return function(input); })));
  }
  std::vector<int> results;
  for (std::future<int>& call : calls) {
    results.push_back(call.get());
  }
  return results;
}
