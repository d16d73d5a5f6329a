// variant: an atomic counter hands out the articles, a mutex guards the sum
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>

#include "parallel_sum.hpp"

long parallel_sum(const std::vector<int>& articles,
                  const std::function<long(int)>& value_of, int threads) {
  std::atomic<std::size_t> next = 0;
  std::mutex mutex;
  long sum = 0;
  std::exception_ptr error;
  const auto work = [&] {
    for (std::size_t i = next++; i < articles.size(); i = next++) {
      try {
        const long value = value_of(articles[i]);
        const std::lock_guard lock(mutex);
        sum += value;
      } catch (...) {
        const std::lock_guard lock(mutex);
        error = std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> workers;
    while (static_cast<int>(workers.size()) < threads - 1) {
      workers.emplace_back(work);
    }
    work();  // the caller is one of the threads
  }
  if (error) {
    std::rethrow_exception(error);
  }
  return sum;
}
