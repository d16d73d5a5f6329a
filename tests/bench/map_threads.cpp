// The exercise pool_map beside threads that take their shares by hand.
#include <boost/asio/thread_pool.hpp>
#include <chrono>
#include <functional>
#include <numeric>
#include <thread>
#include <vector>

#include "pool_map.hpp"
#include "process_shapes.hpp"

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;

double times_faster(const std::function<void()>& together) {
  const double alone = seconds_alone();
  const auto begin = Clock::now();
  together();
  return alone /
         std::chrono::duration<double>(Clock::now() - begin).count();
}

}  // namespace

double pool::map_speed_up() {
  return times_faster([] {
    asio::thread_pool threads(workers);
    std::vector<int> inputs(processor_tasks);
    std::iota(inputs.begin(), inputs.end(), 0);
    pool_map(threads, compute, inputs);
  });
}

double bare::map_speed_up() {
  return times_faster([] {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < workers; ++i) {
      threads.emplace_back([i] {
        for (std::size_t task = i; task < processor_tasks;
             task += workers) {
          compute(static_cast<int>(task));
        }
      });
    }
  });
}

}  // namespace bench
