// check: OverlapWork.StartsThePageAndTheStyle
// diagnosis: one-after-another
// Awaits each file where it stands.
#include <utility>

#include "overlap_work.hpp"

asio::awaitable<std::vector<std::string>> overlap_work(Fetch fetch) {
  auto page = co_await fetch("page");
  auto style = co_await fetch("style");
  auto script = co_await fetch("script");
  co_return std::vector{page, style, script};
}
