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

struct Booking {
  std::string guest;
  int table;
};

//! [coroutines-kept]
asio::awaitable<void> remind(Booking booking) {
  co_await wait_for(1s);
  course::say("{}, table {} is ready", booking.guest, booking.table);
}

asio::awaitable<void> remind_shared(std::shared_ptr<Booking> booking) {
  co_await wait_for(3s);
  course::say("{}, table {} is ready", booking->guest, booking->table);
}

void book_three_tables(asio::io_context& loop) {
  const Booking first{"Ada", 7};
  asio::co_spawn(loop, remind(first), asio::detached);

  const Booking second{"Grace", 8};
  auto remind_second = [second]() -> asio::awaitable<void> {
    co_await wait_for(2s);
    course::say("{}, table {} is ready", second.guest, second.table);
  };
  asio::co_spawn(loop, remind_second, asio::detached);

  auto third = std::make_shared<Booking>("Barbara", 9);
  asio::co_spawn(loop, remind_shared(third), asio::detached);
}
//! [coroutines-kept]

int main() {
  asio::io_context loop;
  book_three_tables(loop);
  loop.run();
}
