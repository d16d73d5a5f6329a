// variant: gather of the page and of a coroutine for the other two
#include <course/gather.hpp>
#include <utility>

#include "overlap_work.hpp"

namespace {

asio::awaitable<std::pair<std::string, std::string>> style_and_script(
    Fetch fetch) {
  auto style = co_await fetch("style");
  auto script = co_await fetch("script");
  co_return std::pair(style, script);
}

}  // namespace

asio::awaitable<std::vector<std::string>> overlap_work(Fetch fetch) {
  auto [page, others] =
      co_await course::gather(fetch("page"), style_and_script(fetch));
  co_return std::vector{page, others.first, others.second};
}
