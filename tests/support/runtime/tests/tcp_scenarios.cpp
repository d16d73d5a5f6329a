#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <thread>

#include "scenarios.hpp"

namespace scenarios {

namespace asio = boost::asio;
using asio::as_tuple;
using asio::awaitable;
using asio::detached;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;

namespace {

tcp::acceptor acceptor_on(asio::io_context& loop) {
  return {loop, {asio::ip::address_v4::loopback(), 0}};
}

/// Sends back what it reads, each piece after a pause.
awaitable<void> echo(tcp::socket socket, std::chrono::milliseconds pause) {
  asio::steady_timer timer(co_await asio::this_coro::executor);
  std::vector<char> buffer(65'536);
  for (;;) {
    const auto [error, size] = co_await socket.async_read_some(
        asio::buffer(buffer), as_tuple(use_awaitable));
    if (error) {
      co_return;
    }
    if (pause > 0ms) {
      timer.expires_after(pause);
      co_await timer.async_wait(use_awaitable);
    }
    co_await asio::async_write(socket, asio::buffer(buffer, size),
                               as_tuple(use_awaitable));
  }
}

awaitable<void> echo_server(tcp::acceptor& acceptor,
                            std::chrono::milliseconds pause) {
  for (;;) {
    auto [error, socket] =
        co_await acceptor.async_accept(as_tuple(use_awaitable));
    if (error) {
      co_return;
    }
    co_spawn(acceptor.get_executor(), echo(std::move(socket), pause),
             detached);
  }
}

awaitable<void> exchange(tcp::socket& socket, std::size_t size) {
  const std::string sent(size, 'x');
  std::string received(size, ' ');
  const auto send = [&]() -> awaitable<void> {
    co_await asio::async_write(socket, asio::buffer(sent), use_awaitable);
  };
  const auto receive = [&]() -> awaitable<void> {
    co_await asio::async_read(socket, asio::buffer(received),
                              use_awaitable);
  };
  co_await (send() && receive());
  if (received != sent) {
    throw std::runtime_error("the echo differs");
  }
}

struct Client {
  std::string name;
  std::size_t size;
  std::chrono::milliseconds patience;
  int rounds;
};

awaitable<void> talk(tcp::endpoint server, Client client, Log& log) {
  const auto executor = co_await asio::this_coro::executor;
  tcp::socket socket(executor);
  co_await socket.async_connect(server, use_awaitable);
  for (int round = 0; round < client.rounds; ++round) {
    asio::steady_timer timer(executor, client.patience);
    const auto result = co_await (exchange(socket, client.size) ||
                                  timer.async_wait(use_awaitable));
    log.push_back(
        stamped(client.name + (result.index() == 0 ? " ok" : " time-out")));
  }
}

Log echo_for(const std::vector<Client>& clients,
             std::chrono::milliseconds pause) {
  Log log;
  asio::io_context loop;
  tcp::acceptor acceptor = acceptor_on(loop);
  co_spawn(loop, echo_server(acceptor, pause), detached);
  std::size_t open = clients.size();
  for (const Client& client : clients) {
    co_spawn(loop, talk(acceptor.local_endpoint(), client, log),
             [&](std::exception_ptr error) {
               if (error) {
                 log.push_back(stamped(client.name + " failed"));
               }
               if (--open == 0) {
                 acceptor.close();
               }
             });
  }
  loop.run();
  return log;
}

}  // namespace

Log echo_with_time_outs() {
  return echo_for({{"first", 100, 60s, 3},
                   {"hasty", 100, 50ms, 1},
                   {"third", 100, 60s, 3}},
                  100ms);
}

Log large_transfer() {
  return echo_for({{"large", 4 << 20, 1ms, 2}, {"small", 10, 1ms, 1}}, 0ms);
}

Log slow_reader() {
  Log log;
  asio::io_context loop;
  tcp::acceptor acceptor = acceptor_on(loop);
  constexpr std::size_t size = 8 << 20;
  const auto writer = [&]() -> awaitable<void> {
    tcp::socket socket(loop);
    co_await socket.async_connect(acceptor.local_endpoint(), use_awaitable);
    const std::string text(size, 'x');
    co_await asio::async_write(socket, asio::buffer(text), use_awaitable);
    log.push_back(stamped("written"));
  };
  const auto reader = [&]() -> awaitable<void> {
    tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
    std::vector<char> buffer(1 << 20);
    asio::steady_timer timer(loop);
    for (std::size_t left = size; left > 0;) {
      timer.expires_after(10ms);
      co_await timer.async_wait(use_awaitable);
      left -= co_await asio::async_read(
          socket, asio::buffer(buffer, std::min(left, buffer.size())),
          use_awaitable);
    }
    log.push_back(stamped("read"));
  };
  co_spawn(loop, writer(), detached);
  co_spawn(loop, reader(), detached);
  loop.run();
  return log;
}

Log blocking_client_with_large_messages() {
  Log log;
  asio::io_context loop;
  tcp::acceptor acceptor = acceptor_on(loop);
  const tcp::endpoint server = acceptor.local_endpoint();
  std::thread client([&] {
    asio::io_context unused;
    tcp::socket socket(unused);
    socket.connect(server);
    const std::string text(1 << 20, 'x');
    for (int round = 0; round < 2; ++round) {
      std::this_thread::sleep_for(1s);
      asio::write(socket, asio::buffer(text));
    }
  });
  const auto reader = [&]() -> awaitable<void> {
    tcp::socket socket = co_await acceptor.async_accept(use_awaitable);
    std::vector<char> buffer(1 << 20);
    for (int round = 0; round < 2; ++round) {
      co_await asio::async_read(socket, asio::buffer(buffer),
                                use_awaitable);
      log.push_back(stamped("read"));
    }
  };
  co_spawn(loop, reader(), detached);
  loop.run();
  client.join();
  return log;
}

}  // namespace scenarios
