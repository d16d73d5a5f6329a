// check: OverlapWork.ReturnsTheFilesInOrder
// diagnosis: order-of-completion
// Puts each file into the list when it is there.
#include <boost/asio/this_coro.hpp>
#include <course/task.hpp>
#include <utility>

#include "overlap_work.hpp"

asio::awaitable<std::vector<std::string>> overlap_work(Fetch fetch) {
  auto executor = co_await asio::this_coro::executor;
  auto page = course::create_task(executor, fetch("page"));
  std::vector<std::string> files;
  files.push_back(co_await fetch("style"));
  files.push_back(co_await fetch("script"));
  files.push_back(co_await page.get());
  co_return files;
}
