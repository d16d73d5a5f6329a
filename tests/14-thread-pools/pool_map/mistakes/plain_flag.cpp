// check: PoolMap.ThrowsForTheEarliestInput
// verdict: sanitizer
// preset: tsan
// The flag that stops the others is a plain bool: a data race.
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <future>

#include "pool_map.hpp"

std::vector<int> pool_map(asio::thread_pool& pool, Function function,
                          std::vector<int> inputs) {
  bool failed = false;
  std::vector<std::future<int>> calls;
  for (const int input : inputs) {
    calls.push_back(asio::post(pool, asio::use_future([&, input] {
                                 if (failed) {
                                   return 0;
                                 }
                                 try {
                                   return function(input);
                                 } catch (...) {
                                   failed = true;
                                   throw;
                                 }
                               })));
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
