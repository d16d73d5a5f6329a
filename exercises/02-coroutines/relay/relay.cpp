#include "relay.hpp"

#include <stdexcept>
#include <utility>

asio::awaitable<std::string> relay(std::string baton, Leg first, Leg second,
                                   Leg third) {
  // Hand the baton from leg to leg; return what the third returns.
  throw std::logic_error("relay is not written yet");
}
