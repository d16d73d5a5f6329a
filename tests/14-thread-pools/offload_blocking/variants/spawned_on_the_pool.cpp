// variant: co_spawn on the pool for the read, plain Asio
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/gather.hpp>
#include <numeric>
#include <stdexcept>

#include "offload_blocking.hpp"

namespace {

asio::awaitable<std::string> read(ReadPage read_page, std::string name) {
  co_return read_page(name);
}

asio::awaitable<int> one_page(asio::thread_pool& pool, ReadPage read_page,
                              std::string name, ShowPage show_page) {
  try {
    std::string text = co_await asio::co_spawn(pool, read(read_page, name),
                                               asio::use_awaitable);
    show_page(name, text);
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
    pages.push_back(one_page(pool, read_page, name, show_page));
  }
  const auto shown = co_await course::gather(std::move(pages));
  co_return std::accumulate(shown.begin(), shown.end(), 0);
}
