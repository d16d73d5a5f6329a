#include "fix_the_dangling.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <stdexcept>

namespace {

// BEGIN SOLUTION
// STUB: asio::awaitable<void> until_ready() {
// STUB:   auto executor = co_await asio::this_coro::executor;
// STUB:   asio::steady_timer timer(executor, ready_after);
// STUB:   co_await timer.async_wait(asio::use_awaitable);
// STUB: }
/// Owns the text for which it rings.
asio::awaitable<void> ring_when_ready(std::string text, Bell& bell) {
  asio::steady_timer timer(co_await asio::this_coro::executor, ready_after);
  co_await timer.async_wait(asio::use_awaitable);
  bell(text);
}
// END SOLUTION

}  // namespace

void remind_guest(const asio::any_io_executor& executor,
                  std::string_view guest, Bell& bell) {
  // BEGIN SOLUTION
  // STUB: throw std::logic_error("fix_the_dangling is not written yet");
  // STUB: auto ring = [guest, &bell]() -> asio::awaitable<void> {
  // STUB:   co_await until_ready();
  // STUB:   bell(std::string(guest));
  // STUB: };
  // STUB: asio::co_spawn(executor, ring, asio::detached);
  asio::co_spawn(executor, ring_when_ready(std::string(guest), bell),
                 asio::detached);
  // END SOLUTION
}

void remind_table(const asio::any_io_executor& executor, int table,
                  Bell& bell) {
  // BEGIN SOLUTION
  // STUB: throw std::logic_error("fix_the_dangling is not written yet");
  // STUB: auto ring = [table](Bell& bell) -> asio::awaitable<void> {
  // STUB:   co_await until_ready();
  // STUB:   bell("table " + std::to_string(table));
  // STUB: };
  // STUB: asio::co_spawn(executor, ring(bell), asio::detached);
  asio::co_spawn(executor,
                 ring_when_ready("table " + std::to_string(table), bell),
                 asio::detached);
  // END SOLUTION
}

void Order::remind(const asio::any_io_executor& executor,
                   Bell& bell) const {
  // BEGIN SOLUTION
  // STUB: throw std::logic_error("fix_the_dangling is not written yet");
  // STUB: auto ring = [this, &bell]() -> asio::awaitable<void> {
  // STUB:   co_await until_ready();
  // STUB:   bell(dish + " for table " + std::to_string(table));
  // STUB: };
  // STUB: asio::co_spawn(executor, ring, asio::detached);
  asio::co_spawn(
      executor,
      ring_when_ready(dish + " for table " + std::to_string(table), bell),
      asio::detached);
  // END SOLUTION
}
