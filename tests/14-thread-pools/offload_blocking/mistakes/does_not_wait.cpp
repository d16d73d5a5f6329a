// check: OffloadBlocking.ReadsTogether
// diagnosis: does-not-wait
// Detached coroutines: nobody waits for them.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <course/run_in_executor.hpp>
#include <stdexcept>

#include "offload_blocking.hpp"

namespace {

asio::awaitable<void> one_page(asio::thread_pool& pool, ReadPage read_page,
                               std::string name, ShowPage show_page) {
  std::string text = co_await course::run_in_executor(
      pool, [read_page, name] { return read_page(name); });
  show_page(name, text);
}

}  // namespace

asio::awaitable<int> offload_blocking(asio::thread_pool& pool,
                                      ReadPage read_page,
                                      std::vector<std::string> names,
                                      ShowPage show_page) {
  int shown = 0;
  for (const std::string& name : names) {
    asio::co_spawn(co_await asio::this_coro::executor,
                   one_page(pool, read_page, name, show_page),
                   asio::detached);
    ++shown;
  }
  co_return shown;
}
