// check: FixTheDangling.RemindsATable
// diagnosis: stack-memory-read
// Calls the lambda, which is gone when the function returns.
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

asio::awaitable<void> ring_when_ready(std::string text, Bell& bell) {
  co_await until_ready();
  bell(text);
}

}  // namespace

void remind_guest(const asio::any_io_executor& executor,
                  std::string_view guest, Bell& bell) {
  asio::co_spawn(executor, ring_when_ready(std::string(guest), bell),
                 asio::detached);
}

void remind_table(const asio::any_io_executor& executor, int table,
                  Bell& bell) {
  auto ring = [table](Bell& bell) -> asio::awaitable<void> {
    co_await until_ready();
    bell("table " + std::to_string(table));
  };
  asio::co_spawn(executor, ring(bell), asio::detached);
}

void Order::remind(const asio::any_io_executor& executor,
                   Bell& bell) const {
  asio::co_spawn(
      executor,
      ring_when_ready(dish + " for table " + std::to_string(table), bell),
      asio::detached);
}
