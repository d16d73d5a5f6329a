// check: PoolMap.GivesEachThreadTheNextInput
// diagnosis: fixed-shares
// Cuts the inputs in two halves, one job for each.
#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

#include "pool_map.hpp"

std::vector<int> pool_map(asio::thread_pool& pool, Function function,
                          std::vector<int> inputs) {
  std::vector<int> results(inputs.size());
  std::vector<std::future<void>> halves;
  const std::size_t shares = 2;
  for (std::size_t share = 0; share < shares; ++share) {
    halves.push_back(asio::post(pool, asio::use_future([&, share] {
                                  for (std::size_t i = share;
                                       i < inputs.size(); i += shares) {
                                    results[i] = function(inputs[i]);
                                  }
                                })));
  }
  for (std::future<void>& half : halves) {
    half.get();
  }
  return results;
}
