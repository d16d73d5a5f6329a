// variant: completion handlers only
#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <queue>
#include <string>
#include <vector>

#include "chat_room.hpp"

namespace {

using boost::system::error_code;

class Client;

struct Room {
  std::vector<std::shared_ptr<Client>> clients;
  void tell_others(const Client* sender, const std::string& line);
  void leave(const std::shared_ptr<Client>& client);
};

class Client : public std::enable_shared_from_this<Client> {
 public:
  Client(tcp::socket socket, std::shared_ptr<Room> room)
      : socket_(std::move(socket)), room_(std::move(room)) {}

  const std::string& name() const { return name_; }

  void start() {
    post("name?");
    read();
  }

  void post(const std::string& line) {
    waiting_ += line.size() + 1;
    if (waiting_ > most_waiting) {
      socket_.close();
      return;
    }
    texts_.push(line + "\n");
    if (texts_.size() == 1) {
      write();
    }
  }

 private:
  void read() {
    asio::async_read_until(
        socket_, asio::dynamic_buffer(buffer_), '\n',
        [self = shared_from_this()](error_code error, std::size_t length) {
          if (error || !self->take(length)) {
            self->room_->leave(self);
          } else {
            self->read();
          }
        });
  }

  /// Returns false at /quit.
  bool take(std::size_t length) {
    const std::string line = buffer_.substr(0, length - 1);
    buffer_.erase(0, length);
    if (name_.empty()) {
      name_ = line;
      room_->tell_others(this, "* " + name_ + " joined");
      room_->clients.push_back(shared_from_this());
    } else if (line == "/list") {
      std::string names;
      for (const auto& client : room_->clients) {
        names += (names.empty() ? "* here: " : ", ") + client->name();
      }
      post(names);
    } else if (line != "/quit") {
      room_->tell_others(this, name_ + ": " + line);
    }
    return line != "/quit";
  }

  void write() {
    asio::async_write(
        socket_, asio::buffer(texts_.front()),
        [self = shared_from_this()](error_code error, std::size_t length) {
          if (error) {
            return;
          }
          self->waiting_ -= length;
          self->texts_.pop();
          if (!self->texts_.empty()) {
            self->write();
          }
        });
  }

  tcp::socket socket_;
  std::shared_ptr<Room> room_;
  std::string name_;
  std::string buffer_;
  std::queue<std::string> texts_;
  std::size_t waiting_ = 0;
};

void Room::tell_others(const Client* sender, const std::string& line) {
  for (const auto& client : clients) {
    if (client.get() != sender) {
      client->post(line);
    }
  }
}

void Room::leave(const std::shared_ptr<Client>& client) {
  if (std::erase(clients, client) > 0) {
    tell_others(client.get(), "* " + client->name() + " left");
  }
}

void accept(std::shared_ptr<tcp::acceptor> acceptor,
            std::shared_ptr<Room> room) {
  acceptor->async_accept(
      [acceptor, room](error_code error, tcp::socket socket) {
        if (!error) {
          std::make_shared<Client>(std::move(socket), room)->start();
          accept(acceptor, room);
        }
      });
}

}  // namespace

asio::awaitable<void> serve_chat(tcp::acceptor acceptor) {
  accept(std::make_shared<tcp::acceptor>(std::move(acceptor)),
         std::make_shared<Room>());
  co_return;
}
