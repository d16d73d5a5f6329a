// check: OverlapWork.StartsThePageAndTheStyle
// diagnosis: not-started
// like: coroutine_object
// Takes deferred for a task.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "overlap_work.hpp"

asio::awaitable<std::vector<std::string>> overlap_work(Fetch fetch) {
  auto executor = co_await asio::this_coro::executor;
  auto page = asio::co_spawn(executor, fetch("page"), asio::deferred);
  auto style = co_await fetch("style");
  auto script = co_await fetch("script");
  co_return std::vector{co_await std::move(page)(asio::use_awaitable),
                        style, script};
}
