// check: GatherMap.KeepsTheFunctionAlive
// diagnosis: dies-with-the-caller
// Right until a call fails: then `ask` ends before the other calls do.
#include <course/gather.hpp>
#include <utility>

#include "gather_map.hpp"

asio::awaitable<std::vector<int>> gather_map(
    Ask ask, std::vector<std::string> shops) {
  std::vector<asio::awaitable<int>> calls;
  for (const std::string& shop : shops) {
    calls.push_back(ask(shop));
  }
  co_return co_await course::gather(std::move(calls));
}
