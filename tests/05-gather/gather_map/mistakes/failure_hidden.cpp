// check: GatherMap.ThrowsTheFirstExceptionAtOnce
// diagnosis: failure-hidden
// Catches the exception of a call and puts 0 in its place.
#include <course/gather.hpp>
#include <utility>

#include "gather_map.hpp"

namespace {

asio::awaitable<int> ask_one(Ask ask, std::string shop) {
  try {
    co_return co_await ask(std::move(shop));
  } catch (const std::exception&) {
    co_return 0;
  }
}

}  // namespace

asio::awaitable<std::vector<int>> gather_map(
    Ask ask, std::vector<std::string> shops) {
  std::vector<asio::awaitable<int>> calls;
  for (const std::string& shop : shops) {
    calls.push_back(ask_one(ask, shop));
  }
  co_return co_await course::gather(std::move(calls));
}
