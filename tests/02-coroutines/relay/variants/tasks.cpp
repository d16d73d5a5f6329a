// variant: each leg is co_spawned as a task of its own and awaited
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "relay.hpp"

asio::awaitable<std::string> relay(std::string baton, Leg first, Leg second,
                                   Leg third) {
  auto executor = co_await asio::this_coro::executor;
  auto run = [&](Leg& leg) {
    return asio::co_spawn(executor, leg(baton), asio::use_awaitable);
  };
  baton = co_await run(first);
  baton = co_await run(second);
  co_return co_await run(third);
}
