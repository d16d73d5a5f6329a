// check: GatherMap.ThrowsTheFirstExceptionAtOnce
// diagnosis: and-operator
// Joins the calls with &&, which looks like gather until a call fails.
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <utility>

#include "gather_map.hpp"

namespace {

using namespace asio::experimental::awaitable_operators;

/// The prices from the shop at `place` on.
asio::awaitable<std::vector<int>> ask_from(Ask ask,
                                           std::vector<std::string> shops,
                                           std::size_t place) {
  if (place == shops.size()) {
    co_return std::vector<int>{};
  }
  auto [price, others] =
      co_await (ask(shops[place]) && ask_from(ask, shops, place + 1));
  others.insert(others.begin(), price);
  co_return others;
}

}  // namespace

asio::awaitable<std::vector<int>> gather_map(
    Ask ask, std::vector<std::string> shops) {
  co_return co_await ask_from(std::move(ask), std::move(shops), 0);
}
