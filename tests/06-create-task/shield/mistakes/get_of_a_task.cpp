// check: Shield.LetsTheWorkRunOn
// diagnosis: not-shielded
// Makes a task and awaits its get().
#include <boost/asio/this_coro.hpp>
#include <course/task.hpp>
#include <utility>

#include "shield.hpp"

asio::awaitable<int> shield(asio::awaitable<int> work) {
  auto task = course::create_task(co_await asio::this_coro::executor,
                                  std::move(work));
  co_return co_await task.get();
}
