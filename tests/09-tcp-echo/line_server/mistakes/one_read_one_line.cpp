// check: LineServer.AnswersEachLineOfAPacket
// diagnosis: one-read-one-line
// Takes what one read returns for one line, as the echo server of the
// chapter's source does.
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
  char bytes[longest_line + 1];
  for (int number = 1;;) {
    std::size_t length = co_await client.async_read_some(
        asio::buffer(bytes), asio::use_awaitable);
    std::string line(bytes, length);
    if (line.ends_with('\n')) {
      line.pop_back();
    } else if (length > longest_line) {
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

asio::awaitable<void> serve_lines(tcp::acceptor acceptor) {
  auto clients = std::make_shared<int>(0);
  for (;;) {
    tcp::socket client =
        co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(),
                   session(std::move(client), clients), asio::detached);
  }
}
