// check: ParallelSum.HandsOnAnException
// verdict: crashed
// Lets the exception leave the function of a thread: std::terminate.
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
        for (std::size_t i = t; i < articles.size(); i += threads) {
          sums[t] += value_of(articles[i]);
        }
      });
    }
  }
  return std::accumulate(sums.begin(), sums.end(), 0L);
}
