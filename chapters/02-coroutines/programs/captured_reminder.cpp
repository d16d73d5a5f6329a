// A lambda that is called, thrown away, and still needed.
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

namespace asio = boost::asio;
using namespace std::chrono_literals;

//! [coroutines-captured-reminder]
void book_a_table(asio::io_context& loop, int table) {
  auto remind = [table]() -> asio::awaitable<void> {
    asio::steady_timer timer(co_await asio::this_coro::executor, 1s);
    co_await timer.async_wait(asio::use_awaitable);
    const int number = table;
    course::say("table {} is ready", number);
  };
  asio::co_spawn(loop, remind(), asio::detached);
}
//! [coroutines-captured-reminder]

int main() {
  asio::io_context loop;
  book_a_table(loop, 7);
  loop.run();
}
