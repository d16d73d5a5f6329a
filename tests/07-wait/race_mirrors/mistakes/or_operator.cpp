// check: RaceMirrors.ThrowsWhenAllHaveFailed
// diagnosis: multiple-exceptions
// Races the first mirror against the race of the others, with ||.
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <stdexcept>
#include <variant>

#include "race_mirrors.hpp"

using namespace asio::experimental::awaitable_operators;

namespace {

asio::awaitable<int> race(const std::vector<Mirror>& mirrors,
                          std::size_t first) {
  if (first + 1 == mirrors.size()) {
    co_return co_await mirrors[first]();
  }
  auto answer = co_await (mirrors[first]() || race(mirrors, first + 1));
  co_return answer.index() == 0 ? std::get<0>(answer) : std::get<1>(answer);
}

}  // namespace

asio::awaitable<int> race_mirrors(std::vector<Mirror> mirrors) {
  if (mirrors.empty()) {
    throw std::invalid_argument("there are no mirrors");
  }
  co_return co_await race(mirrors, 0);
}
