// variant: completion handlers, and a session that keeps itself alive
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <set>
#include <string>

#include "line_server.hpp"

namespace {

using boost::system::error_code;

struct Session;
using Sessions = std::set<Session*>;

struct Session : std::enable_shared_from_this<Session> {
  Session(tcp::socket socket, std::shared_ptr<Sessions> sessions)
      : client(std::move(socket)), all(std::move(sessions)) {
    all->insert(this);
  }
  ~Session() { all->erase(this); }

  void read() {
    asio::async_read_until(
        client, asio::dynamic_buffer(buffer, longest_line + 1), '\n',
        [self = shared_from_this()](error_code error, std::size_t length) {
          if (!error) {
            self->answer(length);
          } else if (error == asio::error::not_found) {
            self->write("too long", false);
          }
        });
  }

  void answer(std::size_t length) {
    const std::string line = buffer.substr(0, length - 1);
    buffer.erase(0, length);
    if (line == "/quit") {
      write("bye", false);
    } else if (line == "/stats") {
      write("clients " + std::to_string(all->size()), true);
    } else {
      write(std::to_string(++lines) + " " + line, true);
    }
  }

  void write(std::string text, bool go_on) {
    outgoing = std::move(text) + "\n";
    asio::async_write(
        client, asio::buffer(outgoing),
        [self = shared_from_this(), go_on](error_code error, std::size_t) {
          if (!error && go_on) {
            self->read();
          }
        });
  }

  tcp::socket client;
  std::shared_ptr<Sessions> all;
  std::string buffer;
  std::string outgoing;
  int lines = 0;
};

void accept(std::shared_ptr<tcp::acceptor> acceptor,
            std::shared_ptr<Sessions> sessions) {
  acceptor->async_accept(
      [acceptor, sessions](error_code error, tcp::socket client) {
        if (!error) {
          std::make_shared<Session>(std::move(client), sessions)->read();
          accept(acceptor, sessions);
        }
      });
}

}  // namespace

asio::awaitable<void> serve_lines(tcp::acceptor acceptor) {
  accept(std::make_shared<tcp::acceptor>(std::move(acceptor)),
         std::make_shared<Sessions>());
  co_return;
}
