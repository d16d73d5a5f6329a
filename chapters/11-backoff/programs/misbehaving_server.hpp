// A web server that misbehaves on purpose. The path of a request says how.
#pragma once

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>
#include <exception>
#include <string>
#include <utility>

namespace misbehaving {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using namespace std::chrono_literals;

using Request = http::request<http::empty_body>;
using Response = http::response<http::string_body>;

inline int flaky_requests = 0;

//! [backoff-server-paths]
/// `/status/404` is answered with that status; of `/flaky` the first two
/// requests with 503. An answer takes 0.2 s, `/slow` ten.
inline asio::awaitable<Response> answer(std::string path) {
  http::status status = http::status::ok;
  if (path.starts_with("/status/")) {
    status = http::int_to_status(std::stoi(path.substr(8)));
  } else if (path == "/flaky" && ++flaky_requests <= 2) {
    status = http::status::service_unavailable;
  }
  asio::steady_timer timer(co_await asio::this_coro::executor,
                           path == "/slow" ? 10s : 200ms);
  co_await timer.async_wait(asio::use_awaitable);
  Response response(status, 11);
  response.body() = "the page " + path;
  response.prepare_payload();
  co_return response;
}
//! [backoff-server-paths]

//! [backoff-server-session]
/// One request per connection. `/cut` closes it without an answer.
inline asio::awaitable<void> session(tcp::socket socket) {
  beast::tcp_stream stream(std::move(socket));
  beast::flat_buffer buffer;
  Request request;
  co_await http::async_read(stream, buffer, request, asio::use_awaitable);
  const std::string path(request.target());
  if (path == "/cut") {
    co_return;
  }
  const Response response = co_await answer(path);
  co_await http::async_write(stream, response, asio::use_awaitable);
}
//! [backoff-server-session]

inline asio::awaitable<void> serve(tcp::acceptor acceptor) {
  for (;;) {
    tcp::socket client =
        co_await acceptor.async_accept(asio::use_awaitable);
    // A client that has left does no harm here: the session ends.
    asio::co_spawn(acceptor.get_executor(), session(std::move(client)),
                   asio::detached);
  }
}

/// Starts the server and returns its address.
inline tcp::endpoint start(asio::io_context& loop) {
  tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), 0});
  const tcp::endpoint address = acceptor.local_endpoint();
  asio::co_spawn(loop, serve(std::move(acceptor)), asio::detached);
  return address;
}

/// For co_spawn: when the coroutine has ended the server is not needed any
/// more. An exception leaves run().
inline auto stop(asio::io_context& loop) {
  return [&loop](const std::exception_ptr& error) {
    loop.stop();
    if (error) {
      std::rethrow_exception(error);
    }
  };
}

/// An address where nobody listens.
inline tcp::endpoint nobody(asio::io_context& loop) {
  return tcp::acceptor(loop, {asio::ip::address_v4::loopback(), 0})
      .local_endpoint();
}

}  // namespace misbehaving
