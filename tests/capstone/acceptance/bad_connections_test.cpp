#include <vector>

#include "server_check.hpp"

/// Clients that are slow, silent or gone.
namespace acceptance {

namespace {

/// The rest of a request never comes: the server must not wait for ever,
/// and others must not notice.
asio::awaitable<void> expect_given_up(Server& server, std::string_view what,
                                      std::string_view bytes) {
  RawClient client(server);
  co_await client.connect();
  co_await client.send(bytes);
  co_await serves_others(server);
  const Reply reply = co_await client.read_answer(long_patience);
  expect_refused(reply, what, {400, 408}, true, "waits-for-ever");
}

SERVER_CHECK(Clients, SendHalfARequest) {
  const auto server = co_await Server::start();
  co_await expect_given_up(*server, "half a request",
                           "POST /task HTTP/1.1\r\nHost: loc");
}

SERVER_CHECK(Clients, SendHalfABody) {
  const auto server = co_await Server::start();
  co_await expect_given_up(*server, "half a body",
                           "POST /task HTTP/1.1\r\nHost: localhost\r\n"
                           "Content-Type: application/json\r\n"
                           "Content-Length: 100\r\n\r\n{\"kind\"");
}

SERVER_CHECK(Clients, LeaveAbruptly) {
  const auto server = co_await Server::start();
  const std::string whole =
      request_text("POST", "/task", R"({"kind": "noop"})");
  for (std::size_t i = 0; i < 100; ++i) {
    RawClient client(*server);
    co_await client.connect();
    co_await client.send(
        std::string_view(whole).substr(0, whole.size() * (i % 5) / 4));
    client.vanish();
  }
  step("100 clients reset their connections, some in a request");
  co_await serves_others(*server);
}

SERVER_CHECK(Clients, StayAndSayNothing) {
  const auto server = co_await Server::start();
  std::vector<RawClient> clients;
  for (int i = 0; i < 200; ++i) {
    clients.emplace_back(*server);
    co_await clients.back().connect();
  }
  step("200 clients are connected and say nothing");
  co_await serves_others(*server);
}

SERVER_CHECK(Clients, ReadNothing) {
  const auto server = co_await Server::start();
  Client decent(*server);
  const std::string id = co_await decent.post(R"({"kind": "noop"})");
  std::vector<RawClient> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back(*server);
    RawClient& client = clients.back();
    co_await client.connect();
    client.stream().socket().set_option(
        asio::socket_base::receive_buffer_size(4096));
    const std::size_t sent = co_await client.send_without_reading(
        request_text("GET", "/task/" + id), 20'000);
    step("a client sends {} requests and reads no answer", sent);
  }
  co_await serves_others(*server);
}

SERVER_CHECK(Clients, SendManyAtOnce) {
  const auto server = co_await Server::start();
  Client decent(*server);
  const std::string id = co_await decent.post(R"({"kind": "noop"})");
  RawClient client(*server);
  co_await client.connect();
  std::string requests;
  std::string wanted;
  for (int i = 0; i < 50; ++i) {
    const bool known = i % 3 != 0;
    requests += request_text("GET", known ? "/task/" + id : "/task/nobody");
    wanted += known ? "200 " : "404 ";
  }
  co_await client.send(requests);
  const Reply reply = co_await client.read_answers(50);
  std::string got;
  for (std::size_t at = 0;
       (at = reply.text.find("HTTP/1.", at)) != std::string::npos;
       at += 12) {
    got += reply.text.substr(at + 9, 3) + " ";
  }
  step("50 requests in one piece: the answers are {}", got);
  expect(got == wanted,
         expected("each is answered, in the order of the requests"),
         seen("{} answers came, or in another order", got.size() / 4));
  co_await serves_others(*server);
}

SERVER_CHECK(Clients, WriteByteByByte) {
  const auto server = co_await Server::start();
  RawClient client(*server);
  co_await client.connect();
  client.stream().socket().set_option(asio::ip::tcp::no_delay(true));
  const std::string whole =
      request_text("POST", "/task", R"({"kind": "noop"})");
  for (const char& byte : whole) {
    co_await client.send({&byte, 1});
  }
  const Reply reply = co_await client.read_answer();
  step("a request in {} pieces is answered: {}", whole.size(),
       reply.status());
  expect(reply.status() == 202,
         expected("a request that comes in single bytes is taken"),
         seen("the answer is {}", reply.status()),
         means("one-read-is-a-request", true));
  co_await serves_others(*server);
}

}  // namespace

}  // namespace acceptance
