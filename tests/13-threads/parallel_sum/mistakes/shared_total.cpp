// check: ParallelSum.AddsUpAllArticles
// diagnosis: shared-total
// All threads add to one variable; it is read before the value is computed.
#include <exception>
#include <mutex>
#include <thread>

#include "parallel_sum.hpp"

long parallel_sum(const std::vector<int>& articles,
                  const std::function<long(int)>& value_of, int threads) {
  long sum = 0;
  std::exception_ptr error;
  std::mutex mutex;
  {
    std::vector<std::jthread> workers;
    for (int t = 0; t < threads; ++t) {
      workers.emplace_back([&, t] {
        try {
          for (std::size_t i = t; i < articles.size(); i += threads) {
            sum = sum + value_of(articles[i]);
          }
        } catch (...) {
          const std::lock_guard lock(mutex);
          error = std::current_exception();
        }
      });
    }
  }
  if (error) {
    std::rethrow_exception(error);
  }
  return sum;
}
