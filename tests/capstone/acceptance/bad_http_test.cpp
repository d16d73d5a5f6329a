#include "server_check.hpp"

/// Clients that do not keep to HTTP.
namespace acceptance {

namespace {

/// Sends the pieces until the server answers or takes no more.
/// @return whether it took them all, and said nothing
asio::awaitable<bool> send_endlessly(RawClient& client,
                                     std::string_view piece,
                                     std::size_t bytes) {
  for (std::size_t sent = 0; sent < bytes; sent += piece.size()) {
    if (client.has_answer() || !co_await client.send(piece)) {
      co_return false;
    }
  }
  co_return true;
}

constexpr std::size_t megabyte = std::size_t{1024} * 1024;

SERVER_CHECK(Clients, NeverEndTheirHeader) {
  const auto server = co_await Server::start();
  RawClient client(*server);
  co_await client.connect();
  co_await client.send("GET /task/1 HTTP/1.1\r\nHost: localhost\r\nX: ");
  const bool took_all = co_await send_endlessly(
      client, std::string(std::size_t{64} * 1024, 'x'), 64 * megabyte);
  step("a header without an end: the server {}",
       took_all ? "takes 64 MB of it" : "has enough");
  expect(!took_all, expected("a header may have some kilobytes"),
         seen("64 MB of one header were taken"),
         means("no-header-limit", true));
  expect_refused(co_await client.read_answer(), "an endless header",
                 {400, 413, 414, 431});
  co_await serves_others(*server);
}

SERVER_CHECK(Clients, AskForAnEndlessTarget) {
  const auto server = co_await Server::start();
  expect_refused(
      co_await exchange(
          *server,
          request_text("GET", "/task/" + std::string(megabyte, 't'))),
      "a request line of 1 MB", {400, 404, 413, 414, 431});
  co_await serves_others(*server);
}

/// Sends the beginning and then the pieces: the server has to stop it.
asio::awaitable<void> expect_stopped(std::string what, std::string begin,
                                     std::string piece) {
  const auto server = co_await Server::start();
  RawClient client(*server);
  co_await client.connect();
  co_await client.send(begin);
  const bool took_all =
      co_await send_endlessly(client, piece, 256 * megabyte);
  step("{}: the server {}", what,
       took_all ? "takes 256 MB of it and says nothing" : "has enough");
  expect(!took_all, expected("a body may have some megabytes"),
         seen("256 MB of one body were taken without a word"),
         means("no-body-limit", true));
  expect_refused(co_await client.read_answer(), what, {400, 411, 413});
  co_await serves_others(*server);
}

const std::string post_begins =
    "POST /task HTTP/1.1\r\nHost: localhost\r\n"
    "Content-Type: application/json\r\n";

SERVER_CHECK(Clients, AnnounceAHugeBody) {
  co_await expect_stopped(
      "a body that is to have 10 GB",
      post_begins + "Content-Length: 10000000000\r\n\r\n",
      std::string(0x10000, ' '));
}

SERVER_CHECK(Clients, SendAnEndlessBody) {
  co_await expect_stopped(
      "a body in chunks without an end",
      post_begins + "Transfer-Encoding: chunked\r\n\r\n",
      "10000\r\n" + std::string(0x10000, ' ') + "\r\n");
}

SERVER_CHECK(Clients, SpeakNoHttp) {
  const auto server = co_await Server::start();
  expect_refused(co_await exchange(*server, "tea please\r\n\r\n"),
                 "\"tea please\"", {400, 405, 501, 505});
  const std::string hello("\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03",
                          11);
  expect_refused(
      co_await exchange(*server,
                        hello + std::string(160, '\x01') + "\r\n\r\n"),
      "the first bytes of TLS", {400, 405, 501, 505});
  expect_refused(
      co_await exchange(*server, std::string(1'000, '\0') + "\r\n\r\n"),
      "1,000 zeros", {400, 405, 501, 505});
  co_await serves_others(*server);
}

SERVER_CHECK(Clients, ContradictThemselves) {
  const auto server = co_await Server::start();
  const std::string body = R"({"kind": "noop"})";
  expect_refused(
      co_await exchange(*server, post_begins +
                                     "Content-Length: 16\r\n"
                                     "Content-Length: 5\r\n\r\n" +
                                     body),
      "a request with two lengths", {400});
  expect_refused(
      co_await exchange(*server,
                        post_begins + "Content-Length: -16\r\n\r\n" + body),
      "a negative length", {400});
  expect_refused(
      co_await exchange(*server,
                        post_begins + "Content-Length: tea\r\n\r\n" + body),
      "a length that is no number", {400});
  co_await serves_others(*server);
}

}  // namespace

}  // namespace acceptance
