// variant: an asio::streambuf with a limit, read through a std::istream
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <istream>
#include <memory>
#include <string>

#include "line_server.hpp"

namespace {

asio::awaitable<void> converse(tcp::socket& client, const int& clients) {
  asio::streambuf buffer(longest_line + 1);
  std::istream stream(&buffer);
  for (int number = 1;;) {
    co_await asio::async_read_until(client, buffer, '\n',
                                    asio::use_awaitable);
    std::string line;
    std::getline(stream, line);
    std::string answer;
    if (line == "/quit") {
      answer = "bye\n";
    } else if (line == "/stats") {
      answer = "clients " + std::to_string(clients) + "\n";
    } else {
      answer = std::to_string(number++) + " " + line + "\n";
    }
    co_await asio::async_write(client, asio::buffer(answer),
                               asio::use_awaitable);
    if (line == "/quit") {
      co_return;
    }
  }
}

asio::awaitable<void> session(tcp::socket client,
                              std::shared_ptr<int> clients) {
  ++*clients;
  bool too_long = false;
  try {
    co_await converse(client, *clients);
  } catch (const boost::system::system_error& error) {
    too_long = error.code() == asio::error::not_found;
  }
  --*clients;
  if (too_long) {
    const std::string refusal = "too long\n";
    co_await asio::async_write(client, asio::buffer(refusal),
                               asio::use_awaitable);
  }
}

}  // namespace

asio::awaitable<void> serve_lines(tcp::acceptor acceptor) {
  auto clients = std::make_shared<int>(0);
  for (;;) {
    auto client = co_await acceptor.async_accept(asio::use_awaitable);
    asio::co_spawn(acceptor.get_executor(),
                   session(std::move(client), clients),
                   [](std::exception_ptr) {});
  }
}
