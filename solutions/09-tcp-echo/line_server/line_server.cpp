#include "line_server.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

// BEGIN SOLUTION
namespace {

/// How many clients are connected. The sessions own it together: when the
/// event loop ends, nobody knows which of them goes last.
using Clients = std::shared_ptr<int>;

/// One connected client, counted for as long as its session lives.
struct Presence {
  Clients clients;
  explicit Presence(Clients all) : clients(std::move(all)) { ++*clients; }
  ~Presence() { --*clients; }
  Presence(const Presence&) = delete;
  Presence& operator=(const Presence&) = delete;
};

asio::awaitable<void> send(tcp::socket& client, std::string text) {
  co_await asio::async_write(client, asio::buffer(text),
                             asio::use_awaitable);
}

/// Ends with the client: by /quit, by a line that is too long, or by the
/// exception of a read or write on a connection that is gone.
asio::awaitable<void> session(tcp::socket client, Clients clients) {
  const Presence presence(clients);
  std::string buffer;
  for (int number = 1;;) {
    const auto [error, length] = co_await asio::async_read_until(
        client, asio::dynamic_buffer(buffer, longest_line + 1), '\n',
        asio::as_tuple(asio::use_awaitable));
    if (error == asio::error::not_found) {
      co_await send(client, "too long\n");
    }
    if (error) {
      co_return;
    }
    const std::string line = buffer.substr(0, length - 1);
    buffer.erase(0, length);
    if (line == "/quit") {
      co_await send(client, "bye\n");
      co_return;
    }
    const std::string answer = line == "/stats"
                                   ? "clients " + std::to_string(*clients)
                                   : std::to_string(number++) + " " + line;
    co_await send(client, answer + "\n");
  }
}

}  // namespace

// END SOLUTION
asio::awaitable<void> serve_lines(tcp::acceptor acceptor) {
  // BEGIN SOLUTION
  // STUB: // Accept clients for ever; answer the lines of each of them.
  // STUB: throw std::logic_error("line_server is not written yet");
  const auto clients = std::make_shared<int>(0);
  for (;;) {
    tcp::socket client =
        co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(),
                   session(std::move(client), clients), asio::detached);
  }
  // END SOLUTION
}
