// A completion handler that rethrows: one bad client ends the whole server.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <chrono>
#include <string>

namespace asio = boost::asio;
using asio::ip::tcp;
using namespace std::chrono_literals;

asio::awaitable<void> parse_line(tcp::socket client) {
  std::string line;
  co_await asio::async_read_until(client, asio::dynamic_buffer(line), '\n',
                                  asio::use_awaitable);
  fmt::print("the server reads {}\n", std::stoi(line));
}

//! [tcp-echo-rethrown]
asio::awaitable<void> serve(tcp::acceptor acceptor) {
  for (;;) {
    asio::co_spawn(
        acceptor.get_executor(),
        parse_line(co_await acceptor.async_accept(asio::use_awaitable)),
        [](const std::exception_ptr& error) {
          if (error) {
            std::rethrow_exception(error);  // to whom?
          }
        });
  }
}
//! [tcp-echo-rethrown]

asio::awaitable<void> send(tcp::endpoint server, std::string line,
                           std::chrono::milliseconds delay) {
  asio::steady_timer timer(co_await asio::this_coro::executor, delay);
  co_await timer.async_wait(asio::use_awaitable);
  tcp::socket socket(timer.get_executor());
  co_await socket.async_connect(server, asio::use_awaitable);
  co_await asio::async_write(socket, asio::buffer(line),
                             asio::use_awaitable);
}

int main() {
  asio::io_context loop;
  tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), 0});
  const tcp::endpoint address = acceptor.local_endpoint();
  asio::co_spawn(loop, serve(std::move(acceptor)), asio::detached);
  asio::co_spawn(loop, send(address, "7\n", 10ms), asio::detached);
  asio::co_spawn(loop, send(address, "seven\n", 20ms), asio::detached);
  asio::co_spawn(loop, send(address, "8\n", 30ms), asio::detached);
  try {
    loop.run();
  } catch (const std::exception& failure) {
    fmt::print("run() throws: {}; the server is gone\n", failure.what());
  }
}
