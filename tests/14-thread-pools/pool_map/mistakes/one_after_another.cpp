// check: PoolMap.CallsOnThePoolTogether
// diagnosis: one-after-another
// Asks each future as soon as it has it.
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

#include "pool_map.hpp"

std::vector<int> pool_map(asio::thread_pool& pool, Function function,
                          std::vector<int> inputs) {
  std::vector<int> results;
  for (const int input : inputs) {
    results.push_back(
        asio::post(pool, asio::use_future([&] { return function(input); }))
            .get());
  }
  return results;
}
