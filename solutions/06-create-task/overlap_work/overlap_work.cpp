#include "overlap_work.hpp"

#include <boost/asio/this_coro.hpp>
#include <course/task.hpp>
#include <stdexcept>
#include <utility>

asio::awaitable<std::vector<std::string>> overlap_work(Fetch fetch) {
  // BEGIN SOLUTION
  // STUB: // Fetch the page; meanwhile the style and then the script.
  // STUB: throw std::logic_error("overlap_work is not written yet");
  const auto executor = co_await asio::this_coro::executor;
  const auto page = course::create_task(executor, fetch("page"));
  const auto style = co_await fetch("style");
  const auto script = co_await fetch("script");
  co_return std::vector{co_await page.get(), style, script};
  // END SOLUTION
}
