// variant: jobs that take the next input under a mutex, until none is left
#include <algorithm>
#include <boost/asio/post.hpp>
#include <condition_variable>
#include <exception>
#include <mutex>

#include "pool_map.hpp"

namespace {

struct Map {
  Function function;
  std::vector<int> inputs;
  std::vector<int> results;
  std::vector<std::exception_ptr> errors;
  std::mutex mutex;
  std::condition_variable changed;
  std::size_t next = 0;
  std::size_t takers = 0;

  void take_inputs() {
    std::unique_lock lock(mutex);
    while (next < inputs.size()) {
      const std::size_t i = next++;
      lock.unlock();
      std::exception_ptr error;
      int result = 0;
      try {
        result = function(inputs[i]);
      } catch (...) {
        error = std::current_exception();
      }
      lock.lock();
      results[i] = result;
      errors[i] = error;
      if (error) {
        next = inputs.size();
      }
    }
    --takers;
    changed.notify_all();
  }
};

}  // namespace

std::vector<int> pool_map(asio::thread_pool& pool, Function function,
                          std::vector<int> inputs) {
  Map map{.function = function,
          .inputs = inputs,
          .results = std::vector<int>(inputs.size()),
          .errors = std::vector<std::exception_ptr>(inputs.size())};
  map.takers = inputs.size();  // as many as can be used
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    asio::post(pool, [&map] { map.take_inputs(); });
  }
  std::unique_lock lock(map.mutex);
  map.changed.wait(lock, [&] { return map.takers == 0; });
  const auto failed = std::ranges::find_if(
      map.errors, [](const auto& error) { return error != nullptr; });
  if (failed != map.errors.end()) {
    std::rethrow_exception(*failed);
  }
  return map.results;
}
