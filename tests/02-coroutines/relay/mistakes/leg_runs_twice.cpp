// check: Relay.RunsEachLegOnceAndInTurn
// diagnosis: leg-runs-twice
// Looks at the result of a leg first, and calls it again to use it.
#include <stdexcept>

#include "relay.hpp"

asio::awaitable<std::string> relay(std::string baton, Leg first, Leg second,
                                   Leg third) {
  if ((co_await first(baton)).empty()) {
    throw std::runtime_error("the baton was lost");
  }
  co_return co_await third(co_await second(co_await first(baton)));
}
