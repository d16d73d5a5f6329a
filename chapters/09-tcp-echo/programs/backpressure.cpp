// A client that reads nothing for a second: which writes wait for it.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <course/say.hpp>
#include <string>

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

//! [tcp-echo-backpressure]
asio::awaitable<void> report(tcp::socket client) {
  const std::string line(1'000, 'a');
  const std::string page(200'000, 'b');
  co_await asio::async_write(client, asio::buffer(line),
                             asio::use_awaitable);
  course::say("1,000 bytes are written");
  co_await asio::async_write(client, asio::buffer(page),
                             asio::use_awaitable);
  course::say("200,000 bytes are written");
}
//! [tcp-echo-backpressure]

asio::awaitable<void> serve(tcp::acceptor acceptor) {
  co_await report(co_await acceptor.async_accept(asio::use_awaitable));
}

asio::awaitable<void> read_late(tcp::endpoint server) {
  tcp::socket socket(co_await asio::this_coro::executor, tcp::v4());
  socket.set_option(tcp::socket::receive_buffer_size(16'384));
  co_await socket.async_connect(server, asio::use_awaitable);
  asio::steady_timer timer(socket.get_executor(), 1s);
  co_await timer.async_wait(asio::use_awaitable);
  course::say("the client begins to read");
  std::string received;
  const auto [end, count] =
      co_await asio::async_read(socket, asio::dynamic_buffer(received),
                                asio::as_tuple(asio::use_awaitable));
  course::say("the client has {} bytes; {}", count, end.message());
}

int main() {
  asio::io_context loop;
  tcp::acceptor acceptor(loop, tcp::v4());
  // Accepted sockets inherit it; by default the kernel takes megabytes.
  acceptor.set_option(tcp::acceptor::send_buffer_size(16'384));
  acceptor.bind({asio::ip::address_v4::loopback(), 0});
  acceptor.listen();
  const tcp::endpoint address = acceptor.local_endpoint();
  asio::co_spawn(loop, serve(std::move(acceptor)), asio::detached);
  asio::co_spawn(loop, read_late(address), asio::detached);
  loop.run();
}
