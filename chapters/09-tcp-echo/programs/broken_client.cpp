// Three ways in which a client ends, and a server that survives them all.
#include <fmt/format.h>

#include <boost/asio.hpp>
#include <stdexcept>
#include <string>

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::system_error;

//! [tcp-echo-endings]
asio::awaitable<int> sum_of_lines(tcp::socket client) {
  std::string buffer;
  int sum = 0;
  for (;;) {
    const auto [error, length] = co_await asio::async_read_until(
        client, asio::dynamic_buffer(buffer), '\n',
        asio::as_tuple(asio::use_awaitable));
    if (error == asio::error::eof) {
      co_return sum;  // the client has said all it had to say
    }
    if (error) {
      throw system_error(error);
    }
    sum += std::stoi(buffer.substr(0, length));
    buffer.erase(0, length);
  }
}
//! [tcp-echo-endings]

//! [tcp-echo-report]
void report(int number, const std::exception_ptr& error, int sum) {
  try {
    if (error) {
      std::rethrow_exception(error);
    }
    fmt::print("client {}: the sum is {}\n", number, sum);
  } catch (const system_error& lost) {
    fmt::print("client {}: {}\n", number, lost.code().message());
  } catch (const std::exception& failure) {
    fmt::print("client {}: failed in {}()\n", number, failure.what());
  }
}

asio::awaitable<void> serve(tcp::acceptor acceptor) {
  for (int number = 1;; ++number) {
    tcp::socket client =
        co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(), sum_of_lines(std::move(client)),
                   [number](const std::exception_ptr& error, int sum) {
                     report(number, error, sum);
                   });
  }
}
//! [tcp-echo-report]

asio::awaitable<void> send(tcp::endpoint server, std::string lines,
                           bool reset) {
  tcp::socket socket(co_await asio::this_coro::executor);
  co_await socket.async_connect(server, asio::use_awaitable);
  co_await asio::async_write(socket, asio::buffer(lines),
                             asio::use_awaitable);
  if (reset) {
    socket.set_option(tcp::socket::linger(true, 0));
    socket.close();  // with this option it cuts the connection off
    co_return;
  }
  socket.shutdown(tcp::socket::shutdown_send);
  char closed{};
  co_await asio::async_read(socket, asio::buffer(&closed, 1),
                            asio::as_tuple(asio::use_awaitable));
}

asio::awaitable<void> four_clients(tcp::endpoint server) {
  co_await send(server, "3\n4\n", false);
  co_await send(server, "5\n", true);
  co_await send(server, "seven\n", false);
  co_await send(server, "6\n", false);
}

int main() {
  asio::io_context loop;
  tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), 0});
  const tcp::endpoint address = acceptor.local_endpoint();
  asio::co_spawn(loop, serve(std::move(acceptor)), asio::detached);
  asio::co_spawn(loop, four_clients(address),
                 [&](const std::exception_ptr&) { loop.stop(); });
  loop.run();
}
