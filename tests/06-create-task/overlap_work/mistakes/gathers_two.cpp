// check: OverlapWork.FetchesTheScriptAfterTheStyle
// diagnosis: script-waits-for-the-page
// Gathers page and style, then fetches the script.
#include <course/gather.hpp>
#include <utility>

#include "overlap_work.hpp"

asio::awaitable<std::vector<std::string>> overlap_work(Fetch fetch) {
  auto [page, style] =
      co_await course::gather(fetch("page"), fetch("style"));
  co_return std::vector{page, style, co_await fetch("script")};
}
