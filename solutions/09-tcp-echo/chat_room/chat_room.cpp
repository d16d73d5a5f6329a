#include "chat_room.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <deque>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

// BEGIN SOLUTION
namespace {

struct Client {
  explicit Client(tcp::socket connected) : socket(std::move(connected)) {}

  tcp::socket socket;
  std::string name;
  std::string buffer;              // read and not yet used
  std::deque<std::string> outbox;  // the first one is being written
  std::size_t waiting = 0;         // bytes in the outbox
};

/// Shared by the session and the coroutine that writes.
using ClientPtr = std::shared_ptr<Client>;

/// In the order in which they joined.
using Room = std::vector<ClientPtr>;

/// The only place that writes to the client. It runs while texts wait.
asio::awaitable<void> write_outbox(ClientPtr client) {
  while (!client->outbox.empty()) {
    const std::string& text = client->outbox.front();
    co_await asio::async_write(client->socket, asio::buffer(text),
                               asio::use_awaitable);
    client->waiting -= text.size();
    client->outbox.pop_front();
  }
}

/// Leaves a text for the client. Never waits, whatever the client does.
void post(const ClientPtr& client, std::string text) {
  if (client->waiting + text.size() > most_waiting) {
    client->socket.close();  // its session's read ends with an error
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

/// The next line, or nothing when the connection is gone.
asio::awaitable<std::optional<std::string>> read_line(Client& client) {
  const auto [error, length] = co_await asio::async_read_until(
      client.socket, asio::dynamic_buffer(client.buffer), '\n',
      asio::as_tuple(asio::use_awaitable));
  if (error) {
    co_return std::nullopt;
  }
  std::string line = client.buffer.substr(0, length - 1);
  client.buffer.erase(0, length);
  co_return line;
}

/// Until /quit or the end of the connection: both leave the loop.
asio::awaitable<void> converse(ClientPtr client, const Room& room) {
  while (const auto line = co_await read_line(*client)) {
    if (*line == "/quit") {
      break;
    }
    if (*line == "/list") {
      post(client, list_of(room) + "\n");
    } else {
      tell_others(room, client, client->name + ": " + *line);
    }
  }
}

asio::awaitable<void> session(ClientPtr client,
                              std::shared_ptr<Room> room) {
  post(client, "name?\n");
  const auto name = co_await read_line(*client);
  if (!name) {
    co_return;  // never joined, so nobody is told
  }
  client->name = *name;
  tell_others(*room, client, "* " + client->name + " joined");
  room->push_back(client);
  co_await converse(client, *room);
  std::erase(*room, client);
  tell_others(*room, client, "* " + client->name + " left");
}

}  // namespace

// END SOLUTION
asio::awaitable<void> serve_chat(tcp::acceptor acceptor) {
  // BEGIN SOLUTION
  // STUB: // Accept clients for ever; each hears what the others say.
  // STUB: throw std::logic_error("chat_room is not written yet");
  const auto room = std::make_shared<Room>();
  for (;;) {
    auto client = std::make_shared<Client>(
        co_await acceptor.async_accept(asio::use_awaitable));
    asio::co_spawn(acceptor.get_executor(), session(client, room),
                   asio::detached);
  }
  // END SOLUTION
}
