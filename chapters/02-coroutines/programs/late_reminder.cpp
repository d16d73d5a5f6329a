// A coroutine that refers to a name which is gone when it wakes up.
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

//! [coroutines-late-reminder]
asio::awaitable<void> remind(const std::string& guest) {
  course::say("a reminder for {} is set", guest);
  asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("{}, your table is ready", guest);
}

void book_a_table(asio::io_context& io) {
  std::string guest = "Ada";
  co_spawn(io, remind(guest), asio::detached);
}
//! [coroutines-late-reminder]

int main() {
  asio::io_context io;
  book_a_table(io);
  io.run();
}
