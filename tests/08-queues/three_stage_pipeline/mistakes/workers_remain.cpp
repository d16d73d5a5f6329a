// check: ThreeStagePipeline.LeavesNothingBehind
// diagnosis: workers-remain
// The workers are detached and never told that it is over.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <course/queue.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

#include "three_stage_pipeline.hpp"

namespace {

/// What lies between two stages; std::nullopt says that it is over.
using Items = course::Queue<std::optional<int>>;

using Line = std::shared_ptr<Items>;

asio::awaitable<void> work(Line in, Stage stage, Line out) {
  for (;;) {
    const auto item = co_await in->get();
    co_await out->put(co_await stage(*item));
  }
}

asio::awaitable<void> feed(std::vector<int> items, Line out) {
  for (const int item : items) {
    co_await out->put(item);
  }
}

}  // namespace

asio::awaitable<std::vector<int>> pipeline(std::vector<int> items,
                                           Stage first, Stage second,
                                           Stage third,
                                           std::size_t places) {
  const auto executor = co_await asio::this_coro::executor;
  const auto start = std::make_shared<Items>(executor, places);
  const auto between = std::make_shared<Items>(executor, places);
  const auto before_third = std::make_shared<Items>(executor, places);
  const auto done = std::make_shared<Items>(executor);
  const std::size_t count = items.size();
  asio::co_spawn(executor, feed(items, start), asio::detached);
  asio::co_spawn(executor, work(start, first, between), asio::detached);
  asio::co_spawn(executor, work(between, second, before_third),
                 asio::detached);
  asio::co_spawn(executor, work(before_third, third, done), asio::detached);
  std::vector<int> results;
  while (results.size() < count) {
    results.push_back(*co_await done->get());
  }
  co_return results;
}
