// variant: lambdas that own copies and are handed over without a call
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

}  // namespace

void remind_guest(const asio::any_io_executor& executor,
                  std::string_view guest, Bell& bell) {
  auto ring = [guest = std::string(guest),
               &bell]() -> asio::awaitable<void> {
    co_await until_ready();
    bell(guest);
  };
  asio::co_spawn(executor, std::move(ring), asio::detached);
}

void remind_table(const asio::any_io_executor& executor, int table,
                  Bell& bell) {
  auto ring = [table, &bell]() -> asio::awaitable<void> {
    co_await until_ready();
    bell("table " + std::to_string(table));
  };
  asio::co_spawn(executor, ring, asio::detached);
}

void Order::remind(const asio::any_io_executor& executor,
                   Bell& bell) const {
  auto ring = [order = *this, &bell]() -> asio::awaitable<void> {
    co_await until_ready();
    bell(order.dish + " for table " + std::to_string(order.table));
  };
  asio::co_spawn(executor, ring, asio::detached);
}
