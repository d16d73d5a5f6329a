// check: ChatRoom.DelaysNobodyForASlowClient
// diagnosis: slow-client-blocks-all
// Awaits the write to one client before it begins the next one.
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "chat_room.hpp"

namespace {

struct Client {
  explicit Client(tcp::socket connected) : socket(std::move(connected)) {}

  tcp::socket socket;
  std::string name;
  std::string buffer;
};

using ClientPtr = std::shared_ptr<Client>;

using Room = std::vector<ClientPtr>;

asio::awaitable<void> send(ClientPtr client, std::string text) {
  co_await asio::async_write(client->socket, asio::buffer(text),
                             asio::use_awaitable);
}

asio::awaitable<void> tell_others(Room room, ClientPtr client,
                                  std::string text) {
  for (const ClientPtr& other : room) {
    if (other != client) {
      co_await send(other, text + "\n");
    }
  }
}

std::string list_of(const Room& room) {
  std::string names;
  for (const ClientPtr& client : room) {
    names += (names.empty() ? "" : ", ") + client->name;
  }
  return "* here: " + names;
}

asio::awaitable<std::string> read_line(Client& client) {
  const std::size_t length = co_await asio::async_read_until(
      client.socket, asio::dynamic_buffer(client.buffer), '\n',
      asio::use_awaitable);
  std::string line = client.buffer.substr(0, length - 1);
  client.buffer.erase(0, length);
  co_return line;
}

asio::awaitable<void> converse(ClientPtr client, const Room& room) {
  for (;;) {
    const std::string line = co_await read_line(*client);
    if (line == "/quit") {
      co_return;
    }
    if (line == "/list") {
      co_await send(client, list_of(room) + "\n");
    } else {
      co_await tell_others(room, client, client->name + ": " + line);
    }
  }
}

asio::awaitable<void> session(ClientPtr client,
                              std::shared_ptr<Room> room) {
  co_await send(client, "name?\n");
  client->name = co_await read_line(*client);
  co_await tell_others(*room, client, "* " + client->name + " joined");
  room->push_back(client);
  try {
    co_await converse(client, *room);
  } catch (const boost::system::system_error&) {
  }
  std::erase(*room, client);
  co_await tell_others(*room, client, "* " + client->name + " left");
}

}  // namespace
asio::awaitable<void> serve_chat(tcp::acceptor acceptor) {
  const auto room = std::make_shared<Room>();
  for (;;) {
    auto client = std::make_shared<Client>(
        co_await acceptor.async_accept(asio::use_awaitable));
    asio::co_spawn(acceptor.get_executor(), session(client, room),
                   asio::detached);
  }
}
