// check: Relay.HandsEachResultOn
// diagnosis: same-baton
// Awaits the legs, and takes no notice of what they return.
#include "relay.hpp"

asio::awaitable<std::string> relay(std::string baton, Leg first, Leg second,
                                   Leg third) {
  co_await first(baton);
  co_await second(baton);
  co_return co_await third(baton);
}
