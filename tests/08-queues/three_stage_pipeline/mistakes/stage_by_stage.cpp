// check: ThreeStagePipeline.HandsOnWhatIsReady
// diagnosis: stage-by-stage
// A loop over all items for each stage.
#include "three_stage_pipeline.hpp"

asio::awaitable<std::vector<int>> pipeline(std::vector<int> items,
                                           Stage first, Stage second,
                                           Stage third,
                                           std::size_t places) {
  for (const Stage& stage : {first, second, third}) {
    for (int& item : items) {
      item = co_await stage(item);
    }
  }
  co_return items;
}
