// check: RaceMirrors.KeepsToTheFirstAnswer
// diagnosis: found-by-number
// Searches the answers as they stand in the list.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>
#include <utility>

#include "race_mirrors.hpp"

asio::awaitable<int> race_mirrors(std::vector<Mirror> mirrors) {
  if (mirrors.empty()) {
    throw std::invalid_argument("there are no mirrors");
  }
  auto executor = co_await asio::this_coro::executor;
  auto start = [&](const Mirror& mirror) {
    return asio::co_spawn(executor, mirror(), asio::deferred);
  };
  std::vector<decltype(start(mirrors.front()))> downloads;
  for (const Mirror& mirror : mirrors) {
    downloads.push_back(start(mirror));
  }
  auto [order, errors, sizes] =
      co_await asio::experimental::make_parallel_group(std::move(downloads))
          .async_wait(asio::experimental::wait_for_one_success(),
                      asio::use_awaitable);
  for (std::size_t i = 0; i < errors.size(); ++i) {
    if (!errors[i]) {
      co_return sizes[i];
    }
  }
  std::rethrow_exception(errors[order.back()]);
}
