// check: GatherMap.ThrowsTheFirstExceptionAtOnce
// diagnosis: error-comes-late
// A parallel group that waits for all, and then throws what it finds.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "gather_map.hpp"

asio::awaitable<std::vector<int>> gather_map(
    Ask ask, std::vector<std::string> shops) {
  if (shops.empty()) {
    co_return std::vector<int>{};
  }
  auto executor = co_await asio::this_coro::executor;
  auto start = [&](const std::string& shop) {
    return asio::co_spawn(executor, ask(shop), asio::deferred);
  };
  std::vector<decltype(start(shops.front()))> calls;
  for (const std::string& shop : shops) {
    calls.push_back(start(shop));
  }
  auto [order, errors, prices] =
      co_await asio::experimental::make_parallel_group(std::move(calls))
          .async_wait(asio::experimental::wait_for_all(),
                      asio::use_awaitable);
  for (const std::exception_ptr& error : errors) {
    if (error) {
      std::rethrow_exception(error);
    }
  }
  co_return prices;
}
