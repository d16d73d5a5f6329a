// check: Shield.LetsTheWorkRunOn
// diagnosis: not-shielded
// like: get_of_a_task
// Awaits the work.
#include <utility>

#include "shield.hpp"

asio::awaitable<int> shield(asio::awaitable<int> work) {
  co_return co_await std::move(work);
}
