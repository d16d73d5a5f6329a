// check: FixTheDangling.MayBeSetBeforeTheLoopRuns
// diagnosis: copied-too-late
// Copies in the first line of each coroutine, before any co_await.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "fix_the_dangling.hpp"

namespace {

asio::awaitable<void> until_ready() {
  asio::steady_timer timer(co_await asio::this_coro::executor, ready_after);
  co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> ring_for(std::string_view text, Bell& bell) {
  const std::string copy(text);
  co_await until_ready();
  bell(copy);
}

asio::awaitable<void> ring_for_table(int table, Bell& bell) {
  co_await until_ready();
  bell("table " + std::to_string(table));
}

asio::awaitable<void> ring_for_order(const Order& order, Bell& bell) {
  const Order copy = order;
  co_await until_ready();
  bell(copy.dish + " for table " + std::to_string(copy.table));
}

}  // namespace

void remind_guest(const asio::any_io_executor& executor,
                  std::string_view guest, Bell& bell) {
  asio::co_spawn(executor, ring_for(guest, bell), asio::detached);
}

void remind_table(const asio::any_io_executor& executor, int table,
                  Bell& bell) {
  asio::co_spawn(executor, ring_for_table(table, bell), asio::detached);
}

void Order::remind(const asio::any_io_executor& executor,
                   Bell& bell) const {
  asio::co_spawn(executor, ring_for_order(*this, bell), asio::detached);
}
