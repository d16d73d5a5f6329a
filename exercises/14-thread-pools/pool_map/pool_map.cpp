#include "pool_map.hpp"

#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <exception>
#include <future>
#include <stdexcept>

std::vector<int> pool_map(asio::thread_pool& pool, Function function,
                          std::vector<int> inputs) {
  // Call the function for each input, on the pool.
  throw std::logic_error("pool_map is not written yet");
}
