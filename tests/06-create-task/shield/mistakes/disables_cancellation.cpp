// check: Shield.LetsTheCallerGoAtOnce
// diagnosis: cannot-leave
// Switches the cancellation of the caller off.
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>
#include <utility>

#include "shield.hpp"

asio::awaitable<int> shield(asio::awaitable<int> work) {
  co_await asio::this_coro::reset_cancellation_state(
      asio::disable_cancellation());
  co_return co_await std::move(work);
}
