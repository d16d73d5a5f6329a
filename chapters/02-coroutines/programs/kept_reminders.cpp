// Three reminders whose coroutines own what they need.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <course/say.hpp>
#include <memory>
#include <string>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> wait_for(std::chrono::seconds time) {
  asio::steady_timer timer(co_await asio::this_coro::executor, time);
  co_await timer.async_wait(asio::use_awaitable);
}

//! [coroutines-kept]
asio::awaitable<void> remind(std::string guest) {
  co_await wait_for(1s);
  course::say("{}, your table is ready", guest);
}

struct Table {
  std::string guest;
};

asio::awaitable<void> remind_table(std::shared_ptr<Table> table) {
  co_await wait_for(3s);
  course::say("{}, your table is ready", table->guest);
}

void book_three_tables(asio::io_context& io) {
  std::string first = "Ada";
  co_spawn(io, remind(first), asio::detached);

  std::string second = "Grace";
  auto remind_second = [second]() -> asio::awaitable<void> {
    co_await wait_for(2s);
    course::say("{}, your table is ready", second);
  };
  co_spawn(io, remind_second, asio::detached);

  auto third = std::make_shared<Table>("Barbara");
  co_spawn(io, remind_table(third), asio::detached);
}
//! [coroutines-kept]

int main() {
  asio::io_context io;
  book_three_tables(io);
  io.run();
}
