// variant: read_some into an array, and lines cut out by hand
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <memory>
#include <string>
#include <string_view>

#include "line_server.hpp"

namespace {

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

/// Collects the answers to one read and sends them with one write.
class Conversation {
 public:
  explicit Conversation(const int& clients) : clients_(clients) {}

  std::string take(std::string_view bytes) {
    std::string answers;
    for (char byte : bytes) {
      if (over_) {
        break;
      }
      if (byte != '\n') {
        line_ += byte;
        if (line_.size() > longest_line) {
          answers += "too long\n";
          over_ = true;
        }
        continue;
      }
      answers += answer() + "\n";
      line_.clear();
    }
    return answers;
  }

  bool over() const { return over_; }

 private:
  std::string answer() {
    if (line_ == "/quit") {
      over_ = true;
      return "bye";
    }
    if (line_ == "/stats") {
      return "clients " + std::to_string(clients_);
    }
    return std::to_string(number_++) + " " + line_;
  }

  const int& clients_;
  std::string line_;
  int number_ = 1;
  bool over_ = false;
};

asio::awaitable<void> session(tcp::socket client,
                              std::shared_ptr<int> clients) {
  ++*clients;
  Conversation conversation(*clients);
  std::array<char, 7> bytes{};
  while (!conversation.over()) {
    const auto [error, length] =
        co_await client.async_read_some(asio::buffer(bytes), no_throw);
    if (error) {
      break;
    }
    const std::string answers = conversation.take({bytes.data(), length});
    co_await asio::async_write(client, asio::buffer(answers), no_throw);
  }
  --*clients;
}

}  // namespace

asio::awaitable<void> serve_lines(tcp::acceptor acceptor) {
  const auto clients = std::make_shared<int>(0);
  for (;;) {
    auto [error, client] = co_await acceptor.async_accept(no_throw);
    if (!error) {
      asio::co_spawn(acceptor.get_executor(),
                     session(std::move(client), clients),
                     [](std::exception_ptr) {});
    }
  }
}
