// check: ThreeStagePipeline.UsesAllPlaces
// diagnosis: places-unused
// One place is enough.
#include <course/gather.hpp>
#include <course/queue.hpp>
#include <optional>
#include <stdexcept>
#include <utility>

#include "three_stage_pipeline.hpp"

namespace {

/// What lies between two stages; std::nullopt says that it is over.
using Items = course::Queue<std::optional<int>>;

asio::awaitable<void> feed(const std::vector<int>& items,
                           const Stage& stage, Items& out) {
  for (const int item : items) {
    co_await out.put(co_await stage(item));
  }
  co_await out.put(std::nullopt);
}

asio::awaitable<void> work(Items& in, const Stage& stage, Items& out) {
  while (const auto item = co_await in.get()) {
    co_await out.put(co_await stage(*item));
  }
  co_await out.put(std::nullopt);
}

asio::awaitable<void> collect(Items& in, const Stage& stage,
                              std::vector<int>& results) {
  while (const auto item = co_await in.get()) {
    results.push_back(co_await stage(*item));
  }
}

}  // namespace

asio::awaitable<std::vector<int>> pipeline(std::vector<int> items,
                                           Stage first, Stage second,
                                           Stage third,
                                           std::size_t places) {
  const auto executor = co_await asio::this_coro::executor;
  Items between(executor, 1);
  Items before_third(executor, 1);
  std::vector<int> results;
  co_await course::gather(feed(items, first, between),
                          work(between, second, before_third),
                          collect(before_third, third, results));
  co_return results;
}
