// check: ThreeStagePipeline.WorksOnAllStagesAtOnce
// diagnosis: worker-per-item
// gather over the items.
#include <course/gather.hpp>
#include <utility>

#include "three_stage_pipeline.hpp"

namespace {

asio::awaitable<int> through_all(const Stage& first, const Stage& second,
                                 const Stage& third, int item) {
  const int one = co_await first(item);
  const int two = co_await second(one);
  co_return co_await third(two);
}

}  // namespace

asio::awaitable<std::vector<int>> pipeline(std::vector<int> items,
                                           Stage first, Stage second,
                                           Stage third,
                                           std::size_t places) {
  std::vector<asio::awaitable<int>> jobs;
  for (const int item : items) {
    jobs.push_back(through_all(first, second, third, item));
  }
  co_return co_await course::gather(std::move(jobs));
}
