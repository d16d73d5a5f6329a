// A server that takes each read for one message, and what it makes of
// lines.
#include <fmt/format.h>

#include <array>
#include <boost/asio.hpp>
#include <chrono>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

//! [tcp-echo-one-read]
asio::awaitable<void> answer(tcp::socket client) {
  std::array<char, 1024> bytes{};
  int messages = 0;
  for (;;) {
    const std::size_t count = co_await client.async_read_some(
        asio::buffer(bytes), asio::use_awaitable);
    const std::string_view message(bytes.data(), count);  // is it one?
    fmt::print("message {}: {:?}\n", ++messages, message);
    if (message == "/quit\n") {
      co_return;
    }
  }
}
//! [tcp-echo-one-read]

asio::awaitable<void> serve(tcp::acceptor acceptor) {
  co_await answer(co_await acceptor.async_accept(asio::use_awaitable));
}

asio::awaitable<void> send_three_lines(tcp::endpoint server) {
  tcp::socket socket(co_await asio::this_coro::executor);
  co_await socket.async_connect(server, asio::use_awaitable);
  asio::steady_timer timer(socket.get_executor());
  for (const std::string_view piece : {"he", "llo\nsecond\n/qu", "it\n"}) {
    co_await asio::async_write(socket, asio::buffer(piece),
                               asio::use_awaitable);
    timer.expires_after(100ms);
    co_await timer.async_wait(asio::use_awaitable);
  }
}

int main() {
  asio::io_context loop;
  tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), 0});
  const tcp::endpoint address = acceptor.local_endpoint();
  asio::co_spawn(loop, serve(std::move(acceptor)), asio::detached);
  asio::co_spawn(loop, send_three_lines(address), asio::detached);
  loop.run();
}
