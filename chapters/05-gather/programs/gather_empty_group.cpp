// A parallel group of nothing never completes.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <string>
#include <vector>

namespace asio = boost::asio;
using asio::experimental::make_parallel_group;
using asio::experimental::wait_for_all;

asio::awaitable<int> price(std::string shop) {
  co_return static_cast<int>(shop.size()) * 10;
}

//! [gather-empty-group]
asio::awaitable<void> ask(std::vector<std::string> shops) {
  const auto executor = co_await asio::this_coro::executor;
  using Job = decltype(co_spawn(executor, price(""), asio::deferred));
  std::vector<Job> jobs;
  for (const auto& shop : shops)
    jobs.push_back(co_spawn(executor, price(shop), asio::deferred));
  auto [order, errors, prices] =
      co_await make_parallel_group(std::move(jobs))
          .async_wait(wait_for_all(), asio::use_awaitable);
  fmt::print("{} shops, {} prices\n", shops.size(), prices.size());
}

asio::awaitable<void> run() {
  co_await ask({"harbour", "hill", "north"});
  co_await ask({});
  fmt::print("all have answered\n");
}

int main() {
  asio::io_context loop;
  asio::co_spawn(loop, run(), asio::detached);
  loop.run();
  fmt::print("the loop has ended\n");
}
//! [gather-empty-group]
