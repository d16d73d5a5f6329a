// check: LineServer.EndsTheAnswerWithOneNewline
// diagnosis: newline-missing
// Cuts the newline off and puts none back.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <string>

#include "line_server.hpp"

struct Presence {
  std::shared_ptr<int> clients;
  explicit Presence(std::shared_ptr<int> all) : clients(all) { ++*clients; }
  ~Presence() { --*clients; }
};

asio::awaitable<void> send(tcp::socket& client, std::string text) {
  co_await asio::async_write(client, asio::buffer(text),
                             asio::use_awaitable);
}

asio::awaitable<void> session(tcp::socket client,
                              std::shared_ptr<int> clients) {
  Presence presence(clients);
  std::string buffer;
  for (int number = 1;;) {
    auto [error, length] = co_await asio::async_read_until(
        client, asio::dynamic_buffer(buffer, longest_line + 1), '\n',
        asio::as_tuple(asio::use_awaitable));
    if (error == asio::error::not_found) {
      co_await send(client, "too long\n");
    }
    if (error) {
      co_return;
    }
    std::string line = buffer.substr(0, length - 1);
    buffer.erase(0, length);
    if (line == "/quit") {
      co_await send(client, "bye\n");
      co_return;
    }
    if (line == "/stats") {
      line = "clients " + std::to_string(*clients);
    } else {
      line = std::to_string(number++) + " " + line;
    }
    co_await send(client, line);
  }
}

asio::awaitable<void> serve_lines(tcp::acceptor acceptor) {
  auto clients = std::make_shared<int>(0);
  for (;;) {
    tcp::socket client =
        co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(),
                   session(std::move(client), clients), asio::detached);
  }
}
