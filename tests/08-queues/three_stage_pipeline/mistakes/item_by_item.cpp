// check: ThreeStagePipeline.WorksOnAllStagesAtOnce
// diagnosis: item-by-item
// Three awaits in one loop.
#include "three_stage_pipeline.hpp"

asio::awaitable<std::vector<int>> pipeline(std::vector<int> items,
                                           Stage first, Stage second,
                                           Stage third,
                                           std::size_t places) {
  std::vector<int> results;
  for (const int item : items) {
    const int one = co_await first(item);
    const int two = co_await second(one);
    results.push_back(co_await third(two));
  }
  co_return results;
}
