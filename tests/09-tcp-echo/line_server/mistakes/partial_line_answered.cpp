// check: LineServer.PutsASplitLineTogether
// diagnosis: read-ends-the-line
// Finds the lines in what one read returns, and takes the rest for one.
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <sstream>
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
  char bytes[1024];
  for (int number = 1;;) {
    std::size_t length = co_await client.async_read_some(
        asio::buffer(bytes), asio::use_awaitable);
    std::istringstream lines(std::string(bytes, length));
    for (std::string line; std::getline(lines, line);) {
      if (line.size() > longest_line) {
        co_await send(client, "too long\n");
        co_return;
      }
      if (line == "/quit") {
        co_await send(client, "bye\n");
        co_return;
      }
      if (line == "/stats") {
        line = "clients " + std::to_string(*clients);
      } else {
        line = std::to_string(number++) + " " + line;
      }
      co_await send(client, line + "\n");
    }
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
