// check: OffloadBlocking.ReadsOnThePool
// verdict: blocked_loop
// Submits everything, as with an executor, and waits for the futures.
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>
#include <future>
#include <stdexcept>

#include "offload_blocking.hpp"

asio::awaitable<int> offload_blocking(asio::thread_pool& pool,
                                      ReadPage read_page,
                                      std::vector<std::string> names,
                                      ShowPage show_page) {
  std::vector<std::future<std::string>> texts;
  for (const std::string& name : names) {
    texts.push_back(asio::post(
        pool, asio::use_future([=] { return read_page(name); })));
  }
  int shown = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    try {
      show_page(names[i], texts[i].get());
      ++shown;
    } catch (const std::runtime_error&) {
    }
  }
  co_return shown;
}
