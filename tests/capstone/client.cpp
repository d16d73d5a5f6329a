#include "client.hpp"

#include <fmt/format.h>

#include <boost/asio/buffer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/string.hpp>

namespace capstone_test {

namespace http = boost::beast::http;

namespace {

std::string request(std::string_view method, std::string_view target,
                    std::string_view body, std::string_view key) {
  std::string text = fmt::format(
      "{} {} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n", method,
      target, body.size());
  if (!key.empty()) {
    text += fmt::format("Idempotency-Key: {}\r\n", key);
  }
  return fmt::format("{}\r\n{}", text, body);
}

}  // namespace

std::string many_posts(std::string_view body, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) {
    all += fmt::format(
        "POST /task HTTP/1.1\r\nContent-Length: {}\r\n{}\r\n{}",
        body.size(), i + 1 == count ? "Connection: close\r\n" : "", body);
  }
  return all;
}

json::value Got::value() const {
  return json::parse(body);
}

asio::awaitable<Got> Client::ask(std::string method, std::string target,
                                 std::string body, std::string key) {
  const std::string text = request(method, target, body, key);
  co_await asio::async_write(socket_, asio::buffer(text),
                             asio::use_awaitable);
  co_return co_await read();
}

asio::awaitable<Got> Client::read() {
  http::response<http::string_body> response;
  co_await http::async_read(socket_, buffer_, response,
                            asio::use_awaitable);
  co_return Got{response.result_int(), response.body()};
}

}  // namespace capstone_test
