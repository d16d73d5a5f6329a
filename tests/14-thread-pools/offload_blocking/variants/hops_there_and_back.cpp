// variant: each coroutine hops to the pool, and back to the loop
#include <boost/asio/bind_executor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <course/gather.hpp>
#include <numeric>
#include <optional>
#include <stdexcept>

#include "offload_blocking.hpp"

namespace {

asio::awaitable<int> one_page(asio::thread_pool& pool, ReadPage read_page,
                              std::string name, ShowPage show_page) {
  const auto loop = co_await asio::this_coro::executor;
  std::optional<std::string> text;
  co_await asio::post(asio::bind_executor(pool, asio::use_awaitable));
  try {
    text = read_page(name);
  } catch (const std::runtime_error&) {
  }
  co_await asio::post(asio::bind_executor(loop, asio::use_awaitable));
  if (!text) {
    co_return 0;
  }
  show_page(name, *text);
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
