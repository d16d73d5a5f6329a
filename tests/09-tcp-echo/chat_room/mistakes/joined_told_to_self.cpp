// check: ChatRoom.TellsTheOthersWhoJoins
// diagnosis: joined-told-to-self
// Lets the client in and then tells everybody in the room.
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <deque>
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
  std::deque<std::string> outbox;
  std::size_t waiting = 0;
};

using ClientPtr = std::shared_ptr<Client>;

using Room = std::vector<ClientPtr>;

asio::awaitable<void> write_outbox(ClientPtr client) {
  while (!client->outbox.empty()) {
    const std::string& text = client->outbox.front();
    co_await asio::async_write(client->socket, asio::buffer(text),
                               asio::use_awaitable);
    client->waiting -= text.size();
    client->outbox.pop_front();
  }
}

void post(const ClientPtr& client, std::string text) {
  if (client->waiting + text.size() > most_waiting) {
    boost::system::error_code ignored;
    client->socket.close(ignored);
    return;
  }
  client->waiting += text.size();
  client->outbox.push_back(std::move(text));
  if (client->outbox.size() == 1) {
    asio::co_spawn(client->socket.get_executor(), write_outbox(client),
                   asio::detached);
  }
}

void tell_others(const Room& room, const ClientPtr& client,
                 const std::string& text) {
  for (const ClientPtr& other : room) {
    if (other != client) {
      post(other, text + "\n");
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
      post(client, list_of(room) + "\n");
    } else {
      tell_others(room, client, client->name + ": " + line);
    }
  }
}

asio::awaitable<void> session(ClientPtr client,
                              std::shared_ptr<Room> room) {
  post(client, "name?\n");
  client->name = co_await read_line(*client);
  room->push_back(client);
  tell_others(*room, nullptr, "* " + client->name + " joined");
  try {
    co_await converse(client, *room);
  } catch (const boost::system::system_error&) {
  }
  std::erase(*room, client);
  tell_others(*room, client, "* " + client->name + " left");
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
