// check: OverlapWork.FetchesTheScriptAfterTheStyle
// diagnosis: all-at-once
// Gathers the three.
#include <course/gather.hpp>
#include <utility>

#include "overlap_work.hpp"

asio::awaitable<std::vector<std::string>> overlap_work(Fetch fetch) {
  auto [page, style, script] = co_await course::gather(
      fetch("page"), fetch("style"), fetch("script"));
  co_return std::vector{page, style, script};
}
