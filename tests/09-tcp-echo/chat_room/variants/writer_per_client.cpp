// variant: two coroutines per client, one that reads and one that writes,
// woken by a timer that never expires
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <list>
#include <memory>
#include <string>

#include "chat_room.hpp"

namespace {

using namespace asio::experimental::awaitable_operators;

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

struct Client {
  explicit Client(tcp::socket connected)
      : socket(std::move(connected)),
        news(socket.get_executor(), asio::steady_timer::time_point::max()) {
  }

  tcp::socket socket;
  asio::steady_timer news;
  std::string name;
  std::string buffer;
  std::string outbox;   // not yet handed to a write
  std::string writing;  // in a write now
};

class Room {
 public:
  void post(Client& client, const std::string& line) {
    client.outbox += line + "\n";
    if (client.outbox.size() + client.writing.size() > most_waiting) {
      boost::system::error_code ignored;
      client.socket.shutdown(tcp::socket::shutdown_both, ignored);
    }
    client.news.cancel_one();
  }

  void tell_others(const Client& sender, const std::string& line) {
    for (Client* client : clients_) {
      if (client != &sender) {
        post(*client, line);
      }
    }
  }

  void join(Client& client) {
    tell_others(client, "* " + client.name + " joined");
    clients_.push_back(&client);
  }

  void leave(Client& client) {
    clients_.remove(&client);
    tell_others(client, "* " + client.name + " left");
  }

  std::string names() const {
    std::string text;
    for (const Client* client : clients_) {
      text += (text.empty() ? "" : ", ") + client->name;
    }
    return text;
  }

 private:
  std::list<Client*> clients_;
};

asio::awaitable<std::string> read_line(Client& client) {
  const std::size_t length = co_await asio::async_read_until(
      client.socket, asio::dynamic_buffer(client.buffer), '\n',
      asio::use_awaitable);
  std::string line = client.buffer.substr(0, length - 1);
  client.buffer.erase(0, length);
  co_return line;
}

asio::awaitable<void> read_lines(Client& client, Room& room) {
  room.post(client, "name?");
  client.name = co_await read_line(client);
  room.join(client);
  try {
    for (;;) {
      const std::string line = co_await read_line(client);
      if (line == "/quit") {
        break;
      }
      if (line == "/list") {
        room.post(client, "* here: " + room.names());
      } else {
        room.tell_others(client, client.name + ": " + line);
      }
    }
  } catch (const boost::system::system_error&) {
  }
  room.leave(client);
}

asio::awaitable<void> write_lines(Client& client) {
  for (;;) {
    while (client.outbox.empty()) {
      co_await client.news.async_wait(no_throw);
    }
    client.writing.swap(client.outbox);
    co_await asio::async_write(client.socket, asio::buffer(client.writing),
                               asio::use_awaitable);
    client.writing.clear();
  }
}

asio::awaitable<void> session(tcp::socket socket,
                              std::shared_ptr<Room> room) {
  Client client(std::move(socket));
  co_await (read_lines(client, *room) || write_lines(client));
}

}  // namespace

asio::awaitable<void> serve_chat(tcp::acceptor acceptor) {
  const auto room = std::make_shared<Room>();
  for (;;) {
    asio::co_spawn(
        acceptor.get_executor(),
        session(co_await acceptor.async_accept(asio::use_awaitable), room),
        asio::detached);
  }
}
