// variant: std::async, whose futures wait and carry exceptions
#include <future>

#include "parallel_sum.hpp"

long parallel_sum(const std::vector<int>& articles,
                  const std::function<long(int)>& value_of, int threads) {
  std::vector<std::future<long>> sums;
  for (int t = 0; t < threads; ++t) {
    sums.push_back(std::async(std::launch::async, [&, t] {
      long sum = 0;
      for (std::size_t i = t; i < articles.size(); i += threads) {
        sum += value_of(articles[i]);
      }
      return sum;
    }));
  }
  long sum = 0;
  for (auto& share : sums) {
    sum += share.get();
  }
  return sum;
}
