// variant: a place for each outcome, and a latch that counts the calls down
#include <atomic>
#include <boost/asio/post.hpp>
#include <exception>
#include <latch>

#include "pool_map.hpp"

std::vector<int> pool_map(asio::thread_pool& pool, Function function,
                          std::vector<int> inputs) {
  struct Place {
    int result = 0;
    std::exception_ptr error;
  };
  std::vector<Place> places(inputs.size());
  std::atomic<bool> failed = false;
  std::latch left(static_cast<std::ptrdiff_t>(inputs.size()));
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    asio::post(pool, [&, i] {
      if (!failed) {
        try {
          places[i].result = function(inputs[i]);
        } catch (...) {
          places[i].error = std::current_exception();
          failed = true;
        }
      }
      left.count_down();
    });
  }
  left.wait();
  std::vector<int> results;
  for (const Place& place : places) {
    if (place.error) {
      std::rethrow_exception(place.error);
    }
    results.push_back(place.result);
  }
  return results;
}
