// check: OffloadBlocking.ReadsTogether
// diagnosis: one-after-another
// Awaits each page before it asks for the next one.
#include <course/run_in_executor.hpp>
#include <stdexcept>

#include "offload_blocking.hpp"

asio::awaitable<int> offload_blocking(asio::thread_pool& pool,
                                      ReadPage read_page,
                                      std::vector<std::string> names,
                                      ShowPage show_page) {
  int shown = 0;
  for (const std::string& name : names) {
    try {
      show_page(name, co_await course::run_in_executor(
                          pool, [&] { return read_page(name); }));
      ++shown;
    } catch (const std::runtime_error&) {
    }
  }
  co_return shown;
}
