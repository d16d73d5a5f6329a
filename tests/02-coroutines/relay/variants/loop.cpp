// variant: a loop over the legs
#include <array>
#include <utility>

#include "relay.hpp"

asio::awaitable<std::string> relay(std::string baton, Leg first, Leg second,
                                   Leg third) {
  std::array legs{std::move(first), std::move(second), std::move(third)};
  for (const Leg& leg : legs) {
    baton = co_await leg(std::move(baton));
  }
  co_return baton;
}
