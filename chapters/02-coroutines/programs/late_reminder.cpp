// A coroutine that refers to a booking which is gone when it wakes up.
// recorded: asan
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <course/say.hpp>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

struct Booking {
  std::string guest;
  int table;
};

//! [coroutines-late-reminder]
asio::awaitable<void> remind(const Booking& booking) {
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  const int table = booking.table;
  course::say("table {} is ready", table);
}

void book_a_table(asio::io_context& loop) {
  const Booking booking{"Ada", 7};
  asio::co_spawn(loop, remind(booking), asio::detached);
}
//! [coroutines-late-reminder]

int main() {
  asio::io_context loop;
  book_a_table(loop);
  loop.run();
}
