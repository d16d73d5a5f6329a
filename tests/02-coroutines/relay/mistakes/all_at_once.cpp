// check: Relay.HandsEachResultOn
// diagnosis: all-at-once
// Awaits all three together, because that is faster.
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <tuple>

#include "relay.hpp"

asio::awaitable<std::string> relay(std::string baton, Leg first, Leg second,
                                   Leg third) {
  using namespace asio::experimental::awaitable_operators;
  auto results = co_await (first(baton) && second(baton) && third(baton));
  co_return std::get<2>(results);
}
