// variant: one expression, awaited from the inside out
#include "relay.hpp"

asio::awaitable<std::string> relay(std::string baton, Leg first, Leg second,
                                   Leg third) {
  co_return co_await third(co_await second(co_await first(baton)));
}
