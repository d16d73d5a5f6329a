// check: GatherMap.KeepsTheOrderOfItsInput
// diagnosis: order-of-completion
// Each call appends its price when it has it.
#include <course/gather.hpp>
#include <memory>
#include <utility>

#include "gather_map.hpp"

namespace {

asio::awaitable<void> ask_one(Ask ask, std::string shop,
                              std::shared_ptr<std::vector<int>> prices) {
  const int price = co_await ask(std::move(shop));
  prices->push_back(price);
}

}  // namespace

asio::awaitable<std::vector<int>> gather_map(
    Ask ask, std::vector<std::string> shops) {
  auto prices = std::make_shared<std::vector<int>>();
  std::vector<asio::awaitable<void>> calls;
  for (const std::string& shop : shops) {
    calls.push_back(ask_one(ask, shop, prices));
  }
  co_await course::gather(std::move(calls));
  co_return *prices;
}
