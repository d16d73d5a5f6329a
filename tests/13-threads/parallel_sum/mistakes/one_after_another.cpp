// check: ParallelSum.ComputesInAllThreads
// diagnosis: one-after-another
// Joins each thread in the loop that starts it.
#include <exception>
#include <thread>

#include "parallel_sum.hpp"

long parallel_sum(const std::vector<int>& articles,
                  const std::function<long(int)>& value_of, int threads) {
  long sum = 0;
  std::exception_ptr error;
  for (int t = 0; t < threads; ++t) {
    std::thread worker([&] {
      try {
        for (std::size_t i = t; i < articles.size(); i += threads) {
          sum += value_of(articles[i]);
        }
      } catch (...) {
        error = std::current_exception();
      }
    });
    worker.join();
  }
  if (error) {
    std::rethrow_exception(error);
  }
  return sum;
}
