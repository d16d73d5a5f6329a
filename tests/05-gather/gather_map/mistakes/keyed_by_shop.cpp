// check: GatherMap.AsksOnceForEachEntry
// diagnosis: keyed-by-shop
// A dictionary of prices, read out in the order in which shops first occur.
#include <algorithm>
#include <course/gather.hpp>
#include <memory>
#include <utility>

#include "gather_map.hpp"

namespace {

using Entry = std::pair<std::string, int>;

asio::awaitable<Entry> ask_one(Ask ask, std::string shop) {
  const int price = co_await ask(shop);
  co_return Entry{std::move(shop), price};
}

}  // namespace

asio::awaitable<std::vector<int>> gather_map(
    Ask ask, std::vector<std::string> shops) {
  std::vector<std::string> names;
  for (const std::string& shop : shops) {
    if (std::find(names.begin(), names.end(), shop) == names.end()) {
      names.push_back(shop);
    }
  }
  std::vector<asio::awaitable<Entry>> calls;
  for (const std::string& name : names) {
    calls.push_back(ask_one(ask, name));
  }
  std::vector<int> prices;
  for (const Entry& entry : co_await course::gather(std::move(calls))) {
    prices.push_back(entry.second);
  }
  co_return prices;
}
