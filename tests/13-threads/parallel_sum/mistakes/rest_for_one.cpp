// check: ParallelSum.ComputesInAllThreads
// diagnosis: rest-for-one
// Blocks of equal size; the last thread takes what is left over.
#include <exception>
#include <thread>

#include "parallel_sum.hpp"

long parallel_sum(const std::vector<int>& articles,
                  const std::function<long(int)>& value_of, int threads) {
  const std::size_t each = articles.size() / threads;
  std::vector<long> sums(threads);
  std::vector<std::exception_ptr> errors(threads);
  {
    std::vector<std::jthread> workers;
    for (int t = 0; t < threads; ++t) {
      workers.emplace_back([&, t] {
        const std::size_t begin = t * each;
        const std::size_t end =
            t + 1 == threads ? articles.size() : begin + each;
        try {
          for (std::size_t i = begin; i < end; ++i) {
            sums[t] += value_of(articles[i]);
          }
        } catch (...) {
          errors[t] = std::current_exception();
        }
      });
    }
  }
  long sum = 0;
  for (int t = 0; t < threads; ++t) {
    if (errors[t]) {
      std::rethrow_exception(errors[t]);
    }
    sum += sums[t];
  }
  return sum;
}
