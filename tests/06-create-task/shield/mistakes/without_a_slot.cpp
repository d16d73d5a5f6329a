// check: Shield.LetsTheCallerGoAtOnce
// diagnosis: cannot-leave
// like: disables_cancellation
// Spawns the work with an empty cancellation slot, and waits for it.
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "shield.hpp"

asio::awaitable<int> shield(asio::awaitable<int> work) {
  auto executor = co_await asio::this_coro::executor;
  co_return co_await asio::co_spawn(
      executor, std::move(work),
      asio::bind_cancellation_slot(asio::cancellation_slot(),
                                   asio::use_awaitable));
}
