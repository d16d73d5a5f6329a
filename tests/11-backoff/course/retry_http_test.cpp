#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <course/retry.hpp>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "loopback_http.hpp"

/// retry around a Beast client, and a server that misbehaves.
namespace {

using namespace course::testing;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;

asio::awaitable<std::string> get(tcp::endpoint server) {
  beast::tcp_stream stream(co_await asio::this_coro::executor);
  stream.expires_after(500ms);
  co_await stream.async_connect(server, asio::use_awaitable);
  http::request<http::empty_body> request(http::verb::get, "/page", 11);
  request.set(http::field::host, "localhost");
  co_await http::async_write(stream, request, asio::use_awaitable);
  beast::flat_buffer buffer;
  http::response<http::string_body> response;
  co_await http::async_read(stream, buffer, response, asio::use_awaitable);
  co_return response.body();
}

class RetryHttp : public Check {
 protected:
  asio::awaitable<void> serve(std::vector<HttpMove> moves) {
    for (HttpMove& move : moves) {
      co_await treat_request(server_, std::move(move));
      ++requests_;
    }
  }

  asio::awaitable<std::string> fetch() {
    return course::retry([this] { return get(server_.endpoint()); },
                         {.attempts = 5, .jitter = 0.0},
                         [] { return 0.0; });
  }

  ScriptedServer server_{loop().get_executor()};
  int requests_ = 0;
};

}  // namespace

CO_TEST_F(RetryHttp, SurvivesWhatTheNetworkDoes) {
  asio::co_spawn(loop(),
                 serve({closes(), drops(), hangs(), answers(200, "page")}),
                 asio::detached);
  expect_equal(co_await fetch(), "page", "the result");
  expect_equal(elapsed(), 7500ms, "the time it took");
  co_await pause(1ms);
  expect_equal(requests_, 4, "the number of requests");
}

CO_TEST_F(RetryHttp, GivesUpWhenNobodyListens) {
  server_.refuse();
  std::string end = "returned";
  try {
    co_await fetch();
  } catch (const boost::system::system_error& error) {
    end = error.code().message();
  }
  expect_equal(end, "Connection refused", "what it throws");
  expect_equal(elapsed(), 15s, "the time it took");
}

CO_TEST_F(RetryHttp, StopsInTheMiddleOfARead) {
  asio::co_spawn(loop(), serve({hangs(), answers(200, "page")}),
                 asio::detached);
  asio::cancellation_signal stop;
  std::string end = "not ended";
  asio::co_spawn(
      loop(), fetch(),
      asio::bind_cancellation_slot(
          stop.slot(), [&](const std::exception_ptr& error, std::string) {
            end = course::is_cancellation(error) ? "cancelled" : "another";
          }));
  co_await pause(200ms);
  stop.emit(asio::cancellation_type::terminal);
  co_await pause(1ms);
  expect_equal(end, "cancelled", "how it ended");
  co_await pause(30s);
  expect_equal(requests_, 1, "the number of requests");
}
