// A buffer that lives as long as a line loses the lines behind the first.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::ip::tcp;

//! [tcp-echo-lost-lines]
asio::awaitable<std::string> read_line(tcp::socket& socket) {
  std::string buffer;
  const std::size_t length = co_await asio::async_read_until(
      socket, asio::dynamic_buffer(buffer), '\n', asio::use_awaitable);
  co_return buffer.substr(0, length - 1);  // and the rest of the buffer?
}
//! [tcp-echo-lost-lines]

asio::awaitable<void> show_lines(tcp::socket client) {
  for (;;) {
    fmt::print("line {:?}\n", co_await read_line(client));
  }
}

asio::awaitable<void> serve(tcp::acceptor acceptor) {
  co_await show_lines(co_await acceptor.async_accept(asio::use_awaitable));
}

asio::awaitable<void> send_three_lines(tcp::endpoint server) {
  tcp::socket socket(co_await asio::this_coro::executor);
  co_await socket.async_connect(server, asio::use_awaitable);
  const std::string_view lines = "hello\nsecond\nthird\n";
  co_await asio::async_write(socket, asio::buffer(lines),
                             asio::use_awaitable);
  fmt::print("sent {:?}\n", lines);
}

int main() {
  asio::io_context loop;
  tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), 0});
  const tcp::endpoint address = acceptor.local_endpoint();
  asio::co_spawn(loop, serve(std::move(acceptor)), asio::detached);
  asio::co_spawn(loop, send_three_lines(address), asio::detached);
  loop.run();
}
