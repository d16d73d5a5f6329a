// check: PoolMap.ThrowsWhatACallThrows
// diagnosis: failure-hidden
// Plain post: the exception is caught, so that it does not end the program.
#include <atomic>
#include <boost/asio/post.hpp>
#include <exception>
#include <latch>

#include "pool_map.hpp"

std::vector<int> pool_map(asio::thread_pool& pool, Function function,
                          std::vector<int> inputs) {
  std::vector<int> results(inputs.size());
  std::latch left(static_cast<std::ptrdiff_t>(inputs.size()));
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    asio::post(pool, [&, i] {
      try {
        results[i] = function(inputs[i]);
      } catch (const std::exception&) {
        results[i] = -1;
      }
      left.count_down();
    });
  }
  left.wait();
  return results;
}
