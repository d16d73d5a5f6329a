// variant: co_spawn owns a closure for each call, and the closure owns ask
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/gather.hpp>
#include <utility>

#include "gather_map.hpp"

asio::awaitable<std::vector<int>> gather_map(
    Ask ask, std::vector<std::string> shops) {
  auto executor = co_await asio::this_coro::executor;
  std::vector<asio::awaitable<int>> calls;
  for (const std::string& shop : shops) {
    auto call = [ask, shop]() -> asio::awaitable<int> {
      co_return co_await ask(shop);
    };
    calls.push_back(
        asio::co_spawn(executor, std::move(call), asio::use_awaitable));
  }
  co_return co_await course::gather(std::move(calls));
}
