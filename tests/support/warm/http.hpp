// The http tier's warm header: the asio tier and Beast's common operations.
#pragma once

#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include "warm/asio.hpp"

namespace course::warm {

namespace beast = boost::beast;
namespace http = beast::http;

inline asio::awaitable<void> http_messages() {
  auto executor = co_await asio::this_coro::executor;
  beast::tcp_stream stream(executor);
  beast::tcp_stream accepted(tcp::socket{executor});
  stream.expires_after(1s);
  tcp::resolver resolver(executor);
  auto endpoints = co_await resolver.async_resolve(
      std::string{}, std::string{}, asio::use_awaitable);
  co_await stream.async_connect(endpoints, asio::use_awaitable);
  co_await stream.async_connect(tcp::endpoint{}, asio::use_awaitable);
  http::request<http::empty_body> get{http::verb::get, "/", 11};
  get.set(http::field::host, "x");
  get.prepare_payload();
  http::request<http::string_body> post{http::verb::post, "/", 11};
  post.keep_alive(true);
  post.prepare_payload();
  http::response<http::string_body> answer{http::status::ok, 11};
  answer.set(http::field::server, "x");
  answer.keep_alive(true);
  answer.prepare_payload();
  beast::flat_buffer buffer;
  http::request_parser<http::string_body> parser;
  parser.body_limit(10);
  auto released = parser.release();
  co_await http::async_write(stream, get, asio::use_awaitable);
  co_await http::async_write(stream, post, asio::use_awaitable);
  co_await http::async_write(stream, answer, asio::use_awaitable);
  co_await http::async_read(stream, buffer, answer, asio::use_awaitable);
  co_await http::async_read(stream, buffer, post, asio::use_awaitable);
  co_await http::async_read(stream, buffer, parser, asio::use_awaitable);
  (void)released;
}

}  // namespace course::warm
