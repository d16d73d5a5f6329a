// check: Relay.HandsEachResultOn
// diagnosis: last-result-dropped
// Keeps the result of two legs, and forgets it for the third.
#include "relay.hpp"

asio::awaitable<std::string> relay(std::string baton, Leg first, Leg second,
                                   Leg third) {
  baton = co_await first(baton);
  baton = co_await second(baton);
  co_await third(baton);
  co_return baton;
}
