#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <string_view>

namespace capstone_test {

namespace asio = boost::asio;
namespace json = boost::json;

/// What a client got.
struct Got {
  unsigned status = 0;
  std::string body;

  json::value value() const;
};

/// The text of so many requests for the same task. With the last answer the
/// server closes the connection.
std::string many_posts(std::string_view body, std::size_t count);

/// A connection to the server that stays open.
class Client {
 public:
  explicit Client(asio::ip::tcp::socket socket)
      : socket_(std::move(socket)) {}

  /// @param key  the Idempotency-Key; empty: none
  ///
  /// Errors: boost::system::system_error when the server has gone.
  asio::awaitable<Got> ask(std::string method, std::string target,
                           std::string body = "", std::string key = "");

 private:
  asio::awaitable<Got> read();

  asio::ip::tcp::socket socket_;
  boost::beast::flat_buffer buffer_;
};

}  // namespace capstone_test
