// check: Relay.PassesOnTheErrorOfALeg
// diagnosis: error-swallowed
// Catches everything, to be on the safe side.
#include <exception>

#include "relay.hpp"

asio::awaitable<std::string> relay(std::string baton, Leg first, Leg second,
                                   Leg third) {
  try {
    baton = co_await first(baton);
    baton = co_await second(baton);
    baton = co_await third(baton);
  } catch (const std::exception&) {
    co_return "";
  }
  co_return baton;
}
