#include "parallel_sum.hpp"

#include <exception>
#include <stdexcept>
#include <thread>

long parallel_sum(const std::vector<int>& articles,
                  const std::function<long(int)>& value_of, int threads) {
  // Share the articles out, compute in threads, add up at the end.
  throw std::logic_error("parallel_sum is not written yet");
}
