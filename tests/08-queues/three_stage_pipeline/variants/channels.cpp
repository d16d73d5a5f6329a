// variant: channels with a buffer, and a count in place of sentinels
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "three_stage_pipeline.hpp"

namespace {

using boost::system::error_code;
using namespace asio::experimental::awaitable_operators;
using Items = asio::experimental::channel<void(error_code, int)>;

asio::awaitable<void> feed(const std::vector<int>& items,
                           const Stage& stage, Items& out) {
  for (const int item : items) {
    const int result = co_await stage(item);
    co_await out.async_send(error_code(), result, asio::use_awaitable);
  }
}

asio::awaitable<void> work(std::size_t count, Items& in, const Stage& stage,
                           Items& out) {
  for (std::size_t i = 0; i < count; ++i) {
    const int item = co_await in.async_receive(asio::use_awaitable);
    const int result = co_await stage(item);
    co_await out.async_send(error_code(), result, asio::use_awaitable);
  }
}

asio::awaitable<void> collect(std::size_t count, Items& in,
                              const Stage& stage,
                              std::vector<int>& results) {
  for (std::size_t i = 0; i < count; ++i) {
    const int item = co_await in.async_receive(asio::use_awaitable);
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
  const std::size_t count = items.size();
  co_await (feed(items, first, between) &&
            work(count, between, second, before_third) &&
            collect(count, before_third, third, results));
  co_return results;
}
