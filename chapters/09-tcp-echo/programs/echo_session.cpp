// A session with the echo server: two clients, then Ctrl+C.
#include <csignal>
#include <string>

#include "echo_server.hpp"

namespace asio = boost::asio;
using asio::ip::tcp;

/// A client's end of the connection.
struct Client {
  std::string name;
  tcp::socket socket;
  std::string buffer = {};

  asio::awaitable<void> hear() {
    const auto line = co_await echo::read_line(socket, buffer);
    fmt::print("  {} hears {:?}\n", name, line);
  }

  asio::awaitable<void> say(std::string text) {
    fmt::print("  {} says {:?}\n", name, text);
    co_await asio::async_write(socket, asio::buffer(text),
                               asio::use_awaitable);
  }

  asio::awaitable<void> hear_the_end() {
    char byte{};
    const auto [error, count] = co_await socket.async_read_some(
        asio::buffer(&byte, 1), asio::as_tuple(asio::use_awaitable));
    fmt::print("  {} hears: {}\n", name, error.message());
  }
};

asio::awaitable<Client> connect(std::string name, tcp::endpoint server) {
  Client client{std::move(name),
                tcp::socket(co_await asio::this_coro::executor)};
  co_await client.socket.async_connect(server, asio::use_awaitable);
  co_await client.hear();
  co_return client;
}

//! [tcp-echo-play]
asio::awaitable<void> play(tcp::endpoint server) {
  Client ada = co_await connect("ada", server);
  Client bob = co_await connect("bob", server);
  co_await ada.say("hel");
  co_await ada.say("lo\n/stats\n");
  co_await ada.hear();
  co_await ada.hear();
  co_await ada.say("/quit\n");
  co_await ada.hear();
  co_await ada.hear_the_end();
  co_await bob.say("/stats\r\n");
  co_await bob.hear();
  std::raise(SIGINT);  // what Ctrl+C sends
  co_await bob.hear_the_end();
}
//! [tcp-echo-play]

int main() {
  echo::Shared shared;
  asio::io_context loop;
  tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), 0});
  asio::co_spawn(loop, echo::serve(acceptor, shared), asio::detached);
  asio::co_spawn(loop, echo::stop_at_ctrl_c(acceptor, shared),
                 asio::detached);
  asio::co_spawn(loop, play(acceptor.local_endpoint()), asio::detached);
  loop.run();
  fmt::print("stopped\n");
}
