// Where Asio's channel is no queue.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <course/say.hpp>

namespace asio = boost::asio;
using boost::system::error_code;

using Channel = asio::experimental::channel<void(error_code, int)>;

//! [queues-channel-capacity]
void capacity(asio::io_context& loop) {
  for (const std::size_t places : {0, 2}) {
    Channel channel(loop, places);
    int taken = 0;
    while (taken < 5 && channel.try_send(error_code(), taken)) {
      ++taken;
    }
    fmt::print("capacity {}: {} of 5 numbers fit in\n", places, taken);
  }
}
//! [queues-channel-capacity]

//! [queues-channel-close]
asio::awaitable<void> close() {
  Channel channel(co_await asio::this_coro::executor, 5);
  for (const int number : {1, 2, 3}) {
    co_await channel.async_send(error_code(), number, asio::use_awaitable);
  }
  channel.close();  // "that was all"?
  try {
    for (;;) {
      fmt::print("received {}\n",
                 co_await channel.async_receive(asio::use_awaitable));
    }
  } catch (const boost::system::system_error& error) {
    fmt::print("after close: {}\n", error.code().message());
  }
}
//! [queues-channel-close]

//! [queues-channel-sender]
asio::awaitable<void> send(Channel& channel) {
  fmt::print("the sender waits for a place\n");
  const auto [error] = co_await channel.async_send(
      error_code(), 1, asio::as_tuple(asio::use_awaitable));
  fmt::print("the sender hears: {}\n", error.message());
}
//! [queues-channel-sender]

int main() {
  asio::io_context loop;
  capacity(loop);
  asio::co_spawn(loop, close(), asio::detached);
  loop.run();
  Channel channel(loop, 0);
  asio::co_spawn(loop, send(channel), asio::detached);
  loop.restart();
  loop.poll();
  channel.close();
  loop.restart();
  loop.poll();
  fmt::print("the channel is closed, and nothing more happens\n");
}
