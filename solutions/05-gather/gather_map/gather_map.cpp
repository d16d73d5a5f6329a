#include "gather_map.hpp"

#include <course/gather.hpp>
#include <stdexcept>
#include <utility>

// BEGIN SOLUTION
namespace {

/// One call. It owns its function: gather_map may be gone before it ends.
asio::awaitable<int> ask_one(Ask ask, std::string shop) {
  co_return co_await ask(std::move(shop));
}

}  // namespace

// END SOLUTION
asio::awaitable<std::vector<int>> gather_map(
    Ask ask, std::vector<std::string> shops) {
  // BEGIN SOLUTION
  // STUB: // Ask all shops at the same time; collect the prices in order.
  // STUB: throw std::logic_error("gather_map is not written yet");
  std::vector<asio::awaitable<int>> calls;
  calls.reserve(shops.size());
  for (std::string& shop : shops) {
    calls.push_back(ask_one(ask, std::move(shop)));
  }
  co_return co_await course::gather(std::move(calls));
  // END SOLUTION
}
