// check: ThreeStagePipeline.LimitsWhatWaitsBetweenStages
// diagnosis: no-place
// Channels without a buffer between the stages.
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/gather.hpp>
#include <optional>

#include "three_stage_pipeline.hpp"

namespace {

using boost::system::error_code;
using Items =
    asio::experimental::channel<void(error_code, std::optional<int>)>;

asio::awaitable<void> feed(const std::vector<int>& items,
                           const Stage& stage, Items& out) {
  for (const int item : items) {
    const int result = co_await stage(item);
    co_await out.async_send(error_code(), result, asio::use_awaitable);
  }
  co_await out.async_send(error_code(), std::nullopt, asio::use_awaitable);
}

asio::awaitable<void> work(Items& in, const Stage& stage, Items& out) {
  while (const auto item = co_await in.async_receive(asio::use_awaitable)) {
    const int result = co_await stage(*item);
    co_await out.async_send(error_code(), result, asio::use_awaitable);
  }
  co_await out.async_send(error_code(), std::nullopt, asio::use_awaitable);
}

asio::awaitable<void> collect(Items& in, const Stage& stage,
                              std::vector<int>& results) {
  while (const auto item = co_await in.async_receive(asio::use_awaitable)) {
    results.push_back(co_await stage(*item));
  }
}

}  // namespace

asio::awaitable<std::vector<int>> pipeline(std::vector<int> items,
                                           Stage first, Stage second,
                                           Stage third,
                                           std::size_t places) {
  const auto executor = co_await asio::this_coro::executor;
  Items between(executor, 0);
  Items before_third(executor, 0);
  std::vector<int> results;
  co_await course::gather(feed(items, first, between),
                          work(between, second, before_third),
                          collect(before_third, third, results));
  co_return results;
}
