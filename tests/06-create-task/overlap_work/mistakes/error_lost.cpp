// check: OverlapWork.ThrowsTheExceptionOfThePage
// diagnosis: error-not-looked-at
// A handler that looks at the value only.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <course/future.hpp>
#include <utility>

#include "overlap_work.hpp"

asio::awaitable<std::vector<std::string>> overlap_work(Fetch fetch) {
  auto executor = co_await asio::this_coro::executor;
  course::Future<std::string> page(executor);
  asio::co_spawn(
      executor, fetch("page"),
      [page](auto, std::string text) mutable { page.set_result(text); });
  auto style = co_await fetch("style");
  auto script = co_await fetch("script");
  co_return std::vector{co_await page.get(), style, script};
}
