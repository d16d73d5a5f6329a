#include "loopback_http.hpp"

#include <fmt/format.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace course::testing {

namespace asio = boost::asio;
using namespace std::chrono_literals;

HttpMove answers(int status, const std::string& body) {
  return {.text = fmt::format("HTTP/1.1 {} .\r\nContent-Length: {}\r\n"
                              "Connection: close\r\n\r\n{}",
                              status, body.size(), body)};
}

HttpMove closes() {
  return {};
}

HttpMove drops() {
  return {.then = HttpMove::Then::drop};
}

HttpMove hangs() {
  return {.then = HttpMove::Then::hang};
}

HttpMove breaks_off() {
  return {.text = "HTTP/1.1 200 .\r\nContent-Length: 100\r\n\r\nhalf a p"};
}

HttpMove talks_nonsense() {
  return {.text = "220 mail.example ESMTP\r\n\r\n"};
}

asio::awaitable<std::string> treat_request(ScriptedServer& server,
                                           HttpMove move) {
  Peer client = co_await server.accept();
  std::string first;
  for (;;) {
    const Heard heard = co_await client.read_line();
    if (first.empty()) {
      first = heard.text.substr(0, heard.text.find_first_of("\r\n"));
    }
    if (heard == "\r" || heard == "" || heard.ending != Ending::complete) {
      break;
    }
  }
  if (move.after > 0s) {
    asio::steady_timer timer(co_await asio::this_coro::executor,
                             move.after);
    co_await timer.async_wait(asio::use_awaitable);
  }
  if (!move.text.empty()) {
    co_await client.send(std::move(move.text));
  }
  switch (move.then) {
    case HttpMove::Then::close:
      client.close();
      break;
    case HttpMove::Then::drop:
      client.drop();
      break;
    case HttpMove::Then::hang:
      co_await client.read_until_closed(1h);
      break;
  }
  co_return first;
}

}  // namespace course::testing
