// variant: a channel per client as its outbox, and a map as the room
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <map>
#include <memory>
#include <string>

#include "chat_room.hpp"

namespace {

using boost::system::error_code;

struct Client {
  explicit Client(tcp::socket connected)
      : socket(std::move(connected)),
        outbox(socket.get_executor(), most_waiting) {}

  tcp::socket socket;
  asio::experimental::channel<void(error_code, std::string)> outbox;
  std::string name;
  std::string buffer;
  std::size_t waiting = 0;
};

using ClientPtr = std::shared_ptr<Client>;
using Room = std::map<int, ClientPtr>;  // by the order of joining

asio::awaitable<void> write_outbox(ClientPtr client) {
  for (;;) {
    const std::string text =
        co_await client->outbox.async_receive(asio::use_awaitable);
    co_await asio::async_write(client->socket, asio::buffer(text),
                               asio::use_awaitable);
    client->waiting -= text.size();
  }
}

void post(Client& client, std::string line) {
  line += '\n';
  client.waiting += line.size();
  if (client.waiting > most_waiting ||
      !client.outbox.try_send(error_code{}, std::move(line))) {
    client.socket.close();
  }
}

asio::awaitable<std::string> read_line(Client& client) {
  const std::size_t length = co_await asio::async_read_until(
      client.socket, asio::dynamic_buffer(client.buffer), '\n',
      asio::use_awaitable);
  std::string line = client.buffer.substr(0, length - 1);
  client.buffer.erase(0, length);
  co_return line;
}

void tell_others(const Room& room, const Client& sender,
                 const std::string& line) {
  for (const auto& [number, client] : room) {
    if (client.get() != &sender) {
      post(*client, line);
    }
  }
}

asio::awaitable<void> converse(Client& client, const Room& room) {
  for (;;) {
    const std::string line = co_await read_line(client);
    if (line == "/quit") {
      co_return;
    }
    if (line != "/list") {
      tell_others(room, client, client.name + ": " + line);
      continue;
    }
    std::string names;
    for (const auto& [number, present] : room) {
      names += (names.empty() ? "* here: " : ", ") + present->name;
    }
    post(client, names);
  }
}

/// In the room from its construction to its destruction.
class Place {
 public:
  Place(std::shared_ptr<Room> room, ClientPtr client)
      : room_(std::move(room)), client_(std::move(client)) {
    tell_others(*room_, *client_, "* " + client_->name + " joined");
    number_ = room_->empty() ? 0 : room_->rbegin()->first + 1;
    room_->emplace(number_, client_);
  }
  ~Place() {
    room_->erase(number_);
    tell_others(*room_, *client_, "* " + client_->name + " left");
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

 private:
  std::shared_ptr<Room> room_;
  ClientPtr client_;
  int number_ = 0;
};

asio::awaitable<void> session(ClientPtr client,
                              std::shared_ptr<Room> room) {
  post(*client, "name?");
  client->name = co_await read_line(*client);
  const Place place(room, client);
  co_await converse(*client, *room);
}

/// The coroutine that writes ends with the session: its channel and its
/// connection are closed.
void end_of_session(Client& client) {
  client.outbox.close();
  client.socket.close();
}

}  // namespace

asio::awaitable<void> serve_chat(tcp::acceptor acceptor) {
  const auto room = std::make_shared<Room>();
  for (;;) {
    auto client = std::make_shared<Client>(
        co_await acceptor.async_accept(asio::use_awaitable));
    asio::co_spawn(acceptor.get_executor(), write_outbox(client),
                   asio::detached);
    asio::co_spawn(
        acceptor.get_executor(), session(client, room),
        [client](std::exception_ptr) { end_of_session(*client); });
  }
}
