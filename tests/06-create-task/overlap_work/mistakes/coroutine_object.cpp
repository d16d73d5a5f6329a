// check: OverlapWork.StartsThePageAndTheStyle
// diagnosis: not-started
// Makes the coroutine object first and awaits it at the end.
#include <utility>

#include "overlap_work.hpp"

asio::awaitable<std::vector<std::string>> overlap_work(Fetch fetch) {
  auto page = fetch("page");
  auto style = co_await fetch("style");
  auto script = co_await fetch("script");
  co_return std::vector{co_await std::move(page), style, script};
}
