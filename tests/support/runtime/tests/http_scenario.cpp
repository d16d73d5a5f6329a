#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <chrono>

#include "scenarios.hpp"

namespace scenarios {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::awaitable;
using asio::detached;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

namespace {

awaitable<void> answer_slowly(tcp::socket socket) {
  beast::tcp_stream stream(std::move(socket));
  beast::flat_buffer buffer;
  http::request<http::string_body> request;
  co_await http::async_read(stream, buffer, request, use_awaitable);
  asio::steady_timer timer(co_await asio::this_coro::executor, 10s);
  co_await timer.async_wait(use_awaitable);
  http::response<http::string_body> response(http::status::ok, 11);
  response.body() = "at last";
  response.prepare_payload();
  co_await http::async_write(stream, response, use_awaitable);
}

awaitable<void> serve(tcp::acceptor& acceptor, int requests) {
  for (int i = 0; i < requests; ++i) {
    co_spawn(acceptor.get_executor(),
             answer_slowly(co_await acceptor.async_accept(use_awaitable)),
             detached);
  }
}

awaitable<void> ask(tcp::endpoint server, std::chrono::seconds patience,
                    Log& log) {
  beast::tcp_stream stream(co_await asio::this_coro::executor);
  co_await stream.async_connect(server, use_awaitable);
  http::request<http::string_body> request(http::verb::get, "/", 11);
  request.set(http::field::host, "localhost");
  request.prepare_payload();
  co_await http::async_write(stream, request, use_awaitable);
  stream.expires_after(patience);
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  try {
    co_await http::async_read(stream, buffer, response, use_awaitable);
    log.push_back(stamped(response.body()));
  } catch (const boost::system::system_error& error) {
    log.push_back(stamped(error.code().message()));
  }
}

}  // namespace

Log http_time_outs() {
  Log log;
  asio::io_context loop;
  tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), 0});
  co_spawn(loop, serve(acceptor, 2), detached);
  for (const auto patience : {3s, 30s}) {
    co_spawn(loop, ask(acceptor.local_endpoint(), patience, log), detached);
  }
  loop.run();
  return log;
}

}  // namespace scenarios
