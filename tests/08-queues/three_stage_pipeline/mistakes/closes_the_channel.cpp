// check: ThreeStagePipeline.WorksOnAllStagesAtOnce
// diagnosis: lost-items
// Closing a channel as the sentinel.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/gather.hpp>

#include "three_stage_pipeline.hpp"

namespace {

using boost::system::error_code;
using Items = asio::experimental::channel<void(error_code, int)>;

asio::awaitable<void> feed(const std::vector<int>& items,
                           const Stage& stage, Items& out) {
  for (const int item : items) {
    const int result = co_await stage(item);
    co_await out.async_send(error_code(), result, asio::use_awaitable);
  }
  out.close();
}

asio::awaitable<void> work(Items& in, const Stage& stage, Items& out) {
  for (;;) {
    const auto [closed, item] =
        co_await in.async_receive(asio::as_tuple(asio::use_awaitable));
    if (closed) {
      break;
    }
    const int result = co_await stage(item);
    co_await out.async_send(error_code(), result, asio::use_awaitable);
  }
  out.close();
}

asio::awaitable<void> collect(Items& in, const Stage& stage,
                              std::vector<int>& results) {
  for (;;) {
    const auto [closed, item] =
        co_await in.async_receive(asio::as_tuple(asio::use_awaitable));
    if (closed) {
      break;
    }
    results.push_back(co_await stage(item));
  }
}

}  // namespace

asio::awaitable<std::vector<int>> pipeline(std::vector<int> items,
                                           Stage first, Stage second,
                                           Stage third,
                                           std::size_t places) {
  const auto executor = co_await asio::this_coro::executor;
  Items between(executor, places);
  Items before_third(executor, places);
  std::vector<int> results;
  co_await course::gather(feed(items, first, between),
                          work(between, second, before_third),
                          collect(before_third, third, results));
  co_return results;
}
