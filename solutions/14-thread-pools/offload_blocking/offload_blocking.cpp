#include "offload_blocking.hpp"

#include <course/gather.hpp>
#include <course/run_in_executor.hpp>
#include <numeric>
#include <stdexcept>
#include <utility>

// BEGIN SOLUTION
namespace {

/// Reads and shows one page; returns how many were shown.
asio::awaitable<int> one_page(asio::thread_pool& pool, ReadPage read_page,
                              std::string name, ShowPage show_page) {
  try {
    std::string text = co_await course::run_in_executor(
        pool, [read_page, name] { return read_page(name); });
    show_page(name, std::move(text));
    co_return 1;
  } catch (const std::runtime_error&) {
    co_return 0;
  }
}

}  // namespace

// END SOLUTION
asio::awaitable<int> offload_blocking(asio::thread_pool& pool,
                                      ReadPage read_page,
                                      std::vector<std::string> names,
                                      ShowPage show_page) {
  // BEGIN SOLUTION
  // STUB: // Read each page on the pool, show it on the loop, count them.
  // STUB: throw std::logic_error("offload_blocking is not written yet");
  std::vector<asio::awaitable<int>> pages;
  pages.reserve(names.size());
  for (std::string& name : names) {
    pages.push_back(one_page(pool, read_page, std::move(name), show_page));
  }
  const auto shown = co_await course::gather(std::move(pages));
  co_return std::accumulate(shown.begin(), shown.end(), 0);
  // END SOLUTION
}
