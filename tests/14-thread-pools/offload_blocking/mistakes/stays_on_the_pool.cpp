// check: OffloadBlocking.ShowsOnTheLoop
// diagnosis: stays-on-the-pool
// The whole coroutine is spawned on the pool, the screen's part with it.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/gather.hpp>
#include <numeric>
#include <stdexcept>

#include "offload_blocking.hpp"

namespace {

asio::awaitable<int> one_page(ReadPage read_page, std::string name,
                              ShowPage show_page) {
  try {
    show_page(name, read_page(name));
    co_return 1;
  } catch (const std::runtime_error&) {
    co_return 0;
  }
}

}  // namespace

asio::awaitable<int> offload_blocking(asio::thread_pool& pool,
                                      ReadPage read_page,
                                      std::vector<std::string> names,
                                      ShowPage show_page) {
  std::vector<asio::awaitable<int>> pages;
  for (const std::string& name : names) {
    pages.push_back(asio::co_spawn(
        pool, one_page(read_page, name, show_page), asio::use_awaitable));
  }
  const auto shown = co_await course::gather(std::move(pages));
  co_return std::accumulate(shown.begin(), shown.end(), 0);
}
