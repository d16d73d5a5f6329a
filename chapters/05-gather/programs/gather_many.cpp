// As many jobs as there are inputs, none at all included.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/gather.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<int> price(std::string shop) {
  asio::steady_timer timer(co_await asio::this_coro::executor,
                           10ms * shop.size());
  co_await timer.async_wait(asio::use_awaitable);
  co_return static_cast<int>(shop.size()) * 10;
}

//! [gather-many]
asio::awaitable<void> ask(std::vector<std::string> shops) {
  std::vector<asio::awaitable<int>> jobs;
  for (const auto& shop : shops)
    jobs.push_back(price(shop));
  const auto prices = co_await course::gather(std::move(jobs));
  fmt::print("{} shops, {} prices\n", shops.size(), prices.size());
}

asio::awaitable<void> run() {
  co_await ask({"harbour", "hill", "north"});
  co_await ask({});
}
//! [gather-many]

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, run(), asio::detached);
  loop.run();
}
