// variant: a coroutine that runs one leg and awaits itself for the rest
#include <span>
#include <vector>

#include "relay.hpp"

namespace {

asio::awaitable<std::string> run(std::string baton, std::span<Leg> legs) {
  if (legs.empty()) {
    co_return baton;
  }
  co_return co_await run(co_await legs.front()(baton), legs.subspan(1));
}

}  // namespace

asio::awaitable<std::string> relay(std::string baton, Leg first, Leg second,
                                   Leg third) {
  std::vector<Leg> legs{first, second, third};
  co_return co_await run(baton, legs);
}
