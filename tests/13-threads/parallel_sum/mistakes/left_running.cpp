// check: ParallelSum.LeavesNoThreadBehind
// diagnosis: left-running
// The futures of packaged tasks do not wait for their detached threads.
#include <future>
#include <memory>
#include <thread>

#include "parallel_sum.hpp"

long parallel_sum(const std::vector<int>& articles,
                  const std::function<long(int)>& value_of, int threads) {
  std::vector<std::future<long>> sums;
  for (int t = 0; t < threads; ++t) {
    std::packaged_task<long()> task([&articles, &value_of, threads, t] {
      long sum = 0;
      for (std::size_t i = t; i < articles.size(); i += threads) {
        sum += value_of(articles[i]);
      }
      return sum;
    });
    sums.push_back(task.get_future());
    std::thread(std::move(task)).detach();
  }
  long sum = 0;
  for (auto& share : sums) {
    sum += share.get();
  }
  return sum;
}
