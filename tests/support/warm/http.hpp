// The http tier's warm header: the asio tier and Beast's common operations.
#pragma once

// All of Asio, as the chapters' programs with HTTP include it.
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <optional>

#include "warm/asio.hpp"

namespace course::warm {

namespace beast = boost::beast;
namespace http = beast::http;

inline asio::awaitable<void> http_messages() {
  auto executor = co_await asio::this_coro::executor;
  beast::tcp_stream stream(executor);
  beast::tcp_stream accepted(tcp::socket{executor});
  beast::tcp_stream fresh(co_await asio::this_coro::executor);
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
  std::optional<http::status> status = answer.result();
  (void)released, (void)status;
}

inline asio::awaitable<void> http_without_exceptions() {
  beast::tcp_stream stream(co_await asio::this_coro::executor);
  auto [connected] =
      co_await stream.async_connect(tcp::endpoint{}, tuple_token);
  http::request<http::empty_body> get{http::verb::get, std::string{}, 11};
  http::response<http::string_body> answer;
  beast::flat_buffer buffer;
  auto [sent, written] =
      co_await http::async_write(stream, get, tuple_token);
  auto [got, read] =
      co_await http::async_read(stream, buffer, answer, tuple_token);
  boost::system::error_code error;
  stream.socket().shutdown(tcp::socket::shutdown_both, error);
  (void)connected, (void)sent, (void)written, (void)got, (void)read;
}

}  // namespace course::warm
