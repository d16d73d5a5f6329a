// check: Shield.LetsTheWorkRunOn
// diagnosis: not-shielded
// like: get_of_a_task
// Thinks that what is spawned is on its own.
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

#include "shield.hpp"

asio::awaitable<int> shield(asio::awaitable<int> work) {
  auto executor = co_await asio::this_coro::executor;
  co_return co_await asio::co_spawn(executor, std::move(work),
                                    asio::use_awaitable);
}
