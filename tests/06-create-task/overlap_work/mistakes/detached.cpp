// check: OverlapWork.ThrowsTheExceptionOfThePage
// diagnosis: error-lost
// A detached coroutine sets the future, if it gets that far.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <course/future.hpp>
#include <utility>

#include "overlap_work.hpp"

namespace {

asio::awaitable<void> keep(asio::awaitable<std::string> page,
                           course::Future<std::string> result) {
  result.set_result(co_await std::move(page));
}

}  // namespace

asio::awaitable<std::vector<std::string>> overlap_work(Fetch fetch) {
  auto executor = co_await asio::this_coro::executor;
  course::Future<std::string> page(executor);
  asio::co_spawn(executor, keep(fetch("page"), page), asio::detached);
  auto style = co_await fetch("style");
  auto script = co_await fetch("script");
  co_return std::vector{co_await page.get(), style, script};
}
