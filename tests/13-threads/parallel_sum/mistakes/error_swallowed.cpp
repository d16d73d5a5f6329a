// check: ParallelSum.HandsOnAnException
// diagnosis: error-swallowed
// Catches the exception in the thread, so that the program does not crash.
#include <iostream>
#include <numeric>
#include <thread>

#include "parallel_sum.hpp"

long parallel_sum(const std::vector<int>& articles,
                  const std::function<long(int)>& value_of, int threads) {
  std::vector<long> sums(threads);
  {
    std::vector<std::jthread> workers;
    for (int t = 0; t < threads; ++t) {
      workers.emplace_back([&, t] {
        try {
          for (std::size_t i = t; i < articles.size(); i += threads) {
            sums[t] += value_of(articles[i]);
          }
        } catch (const std::exception& error) {
          std::cerr << error.what() << '\n';
        }
      });
    }
  }
  return std::accumulate(sums.begin(), sums.end(), 0L);
}
