// Lines out of a stream: the buffer of a connection keeps what came early.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <string>
#include <string_view>

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

//! [tcp-echo-framing]
asio::awaitable<std::string> read_line(tcp::socket& socket,
                                       std::string& buffer) {
  constexpr std::size_t longest = 4096;
  const std::size_t length = co_await asio::async_read_until(
      socket, asio::dynamic_buffer(buffer, longest), '\n',
      asio::use_awaitable);
  std::string line = buffer.substr(0, length - 1);
  buffer.erase(0, length);  // this line only: more may have arrived
  co_return line;
}

asio::awaitable<void> show_lines(tcp::socket client) {
  std::string buffer;  // of the connection: it outlives each line
  for (;;) {
    const std::string line = co_await read_line(client, buffer);
    fmt::print("line {:?}, in the buffer: {:?}\n", line, buffer);
  }
}
//! [tcp-echo-framing]

asio::awaitable<void> serve(tcp::acceptor acceptor) {
  co_await show_lines(co_await acceptor.async_accept(asio::use_awaitable));
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
