// check: ParallelSum.ComputesInAllThreads
// diagnosis: thread-per-article
// Takes `threads` for a hint and starts a thread for each article.
#include <future>

#include "parallel_sum.hpp"

long parallel_sum(const std::vector<int>& articles,
                  const std::function<long(int)>& value_of, int) {
  std::vector<std::future<long>> values;
  for (const int article : articles) {
    values.push_back(std::async(std::launch::async, value_of, article));
  }
  long sum = 0;
  for (auto& value : values) {
    sum += value.get();
  }
  return sum;
}
