// check: OffloadBlocking.LeavesOutWhatCannotBeRead
// diagnosis: one-loses-all
// The exception of one page goes through gather to the caller.
#include <course/gather.hpp>
#include <course/run_in_executor.hpp>
#include <numeric>

#include "offload_blocking.hpp"

namespace {

asio::awaitable<int> one_page(asio::thread_pool& pool, ReadPage read_page,
                              std::string name, ShowPage show_page) {
  show_page(name, co_await course::run_in_executor(
                      pool, [=] { return read_page(name); }));
  co_return 1;
}

}  // namespace

asio::awaitable<int> offload_blocking(asio::thread_pool& pool,
                                      ReadPage read_page,
                                      std::vector<std::string> names,
                                      ShowPage show_page) {
  std::vector<asio::awaitable<int>> pages;
  for (const std::string& name : names) {
    pages.push_back(one_page(pool, read_page, name, show_page));
  }
  const auto shown = co_await course::gather(std::move(pages));
  co_return std::accumulate(shown.begin(), shown.end(), 0);
}
