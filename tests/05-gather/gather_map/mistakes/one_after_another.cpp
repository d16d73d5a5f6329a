// check: GatherMap.AsksAllShopsTogether
// diagnosis: one-after-another
// Awaits each call where it is made.
#include "gather_map.hpp"

asio::awaitable<std::vector<int>> gather_map(
    Ask ask, std::vector<std::string> shops) {
  std::vector<int> prices;
  for (const std::string& shop : shops) {
    prices.push_back(co_await ask(shop));
  }
  co_return prices;
}
