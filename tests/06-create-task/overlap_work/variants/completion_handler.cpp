// variant: co_spawn tells a handler, which sets a future
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
      [page](std::exception_ptr error, std::string text) mutable {
        if (error) {
          page.set_exception(error);
        } else {
          page.set_result(std::move(text));
        }
      });
  auto style = co_await fetch("style");
  auto script = co_await fetch("script");
  co_return std::vector{co_await page.get(), style, script};
}
