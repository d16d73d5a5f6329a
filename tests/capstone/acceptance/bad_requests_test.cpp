#include "server_check.hpp"

/// Clients whose requests arrive whole, but ask for what does not exist.
namespace acceptance {

namespace {

SERVER_CHECK(Clients, SendBrokenJson) {
  const auto server = co_await Server::start();
  Client client(*server);
  co_await expect_body_refused(client, "a body that is cut off",
                               R"({"kind": "noop")", {400, 422});
  co_await expect_body_refused(client, "an empty body", "", {400, 422});
  co_await expect_body_refused(client, "a body of bytes that are no text",
                               "\xff\xfe\x80", {400, 422});
  co_await expect_body_refused(client, "a body with something after it",
                               R"({"kind": "noop"} tea)", {400, 422});
  co_await serves_others(*server);
}

SERVER_CHECK(Clients, NestDeeply) {
  const auto server = co_await Server::start();
  Client client(*server);
  constexpr std::size_t depth = 100'000;
  co_await expect_body_refused(
      client, "JSON with 100,000 levels",
      std::string(depth, '[') + std::string(depth, ']'), {400, 413, 422});
  co_await expect_body_refused(client, "a field with 100,000 levels",
                               R"({"kind": "noop", "tea": )" +
                                   std::string(depth, '[') +
                                   std::string(depth, ']') + "}",
                               {400, 413, 422});
  co_await serves_others(*server);
}

SERVER_CHECK(Clients, SendNoObject) {
  const auto server = co_await Server::start();
  Client client(*server);
  for (const char* body : {"[1, 2]", "\"noop\"", "42", "null", "{}"}) {
    co_await expect_no_task(client, fmt::format("the body {}", body), body);
  }
  co_await serves_others(*server);
}

SERVER_CHECK(Clients, SendWrongTypes) {
  const auto server = co_await Server::start();
  Client client(*server);
  for (const char* body :
       {R"({"kind": 7})", R"({"kind": ["noop"]})",
        R"({"kind": "sum", "n": "ten"})", R"({"kind": "sum", "n": [1]})",
        R"({"kind": "sum", "n": null})", R"({"kind": "sum"})"}) {
    co_await expect_no_task(client, body, body);
  }
  co_await serves_others(*server);
}

SERVER_CHECK(Clients, AskForUnknownKinds) {
  const auto server = co_await Server::start();
  Client client(*server);
  co_await expect_no_task(client, R"(the kind "tea")",
                          R"({"kind": "tea"})");
  co_await expect_no_task(
      client, "a kind with a name of 100,000 letters",
      R"({"kind": ")" + std::string(100'000, 't') + R"("})");
  co_await serves_others(*server);
}

SERVER_CHECK(Clients, AskForWhatIsNotThere) {
  const auto server = co_await Server::start();
  Client client(*server);
  for (const std::string target :
       {"/task/nobody", "/task/0000000000000000", "/task/-1",
        "/task/%00%ff", "/task/..%2f..%2fetc%2fpasswd", "/tea",
        "/task/1/2/3", "/../../etc/passwd"}) {
    const Answer answer = co_await client.ask("GET", target);
    expect_refused(
        Reply{.text = fmt::format("HTTP/1.1 {} ", answer.status)},
        "GET " + target, {400, 404}, false);
  }
  co_await serves_others(*server);
}

SERVER_CHECK(Clients, UseWrongMethods) {
  const auto server = co_await Server::start();
  for (const std::string_view method : {"PUT", "DELETE", "PATCH"}) {
    expect_refused(
        co_await exchange(*server, request_text(method, "/task", "{}")),
        fmt::format("{} /task", method), {400, 404, 405, 501}, false);
  }
  expect_refused(co_await exchange(*server, request_text("BREW", "/task")),
                 "BREW /task", {400, 404, 405, 501});
  co_await serves_others(*server);
}

}  // namespace

}  // namespace acceptance
