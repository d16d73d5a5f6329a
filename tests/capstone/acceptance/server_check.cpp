#include "server_check.hpp"

#include <algorithm>

namespace acceptance {

namespace {

std::string listed_statuses(const std::vector<unsigned>& statuses) {
  return fmt::format("{}", fmt::join(statuses, " or "));
}

}  // namespace

asio::awaitable<void> serves_others(Server& server,
                                    std::string_view if_silent) {
  Client client(server, if_silent);
  const Answer answer =
      co_await client.ask("POST", "/task", R"({"kind": "noop"})");
  expect(answer.status == 202,
         expected("a task of another client is accepted"),
         seen("it is answered with {}", answer.status));
  co_await client.until(id_in(answer), &TaskView::is_final,
                        "the task of another client is done");
  step("another client posts a task, and it is done");
}

void expect_refused(const Reply& reply, std::string_view what,
                    const std::vector<unsigned>& statuses, bool may_close,
                    std::string_view diagnosis) {
  const unsigned status = reply.status();
  const std::string wanted = fmt::format(
      "{} is answered with {}{}", what, listed_statuses(statuses),
      may_close ? ", or its connection is closed" : "");
  if (status == 0) {
    step("{}: {}", what,
         reply.closed ? "the connection is closed" : "no answer");
    expect(may_close && reply.closed, expected("{}", wanted),
           seen("{}", reply.closed ? "the connection is closed without one"
                                   : "it stays open, and nothing comes"),
           means(diagnosis, !reply.closed));
    return;
  }
  step("{}: the answer is {}", what, status);
  expect(std::ranges::find(statuses, status) != statuses.end(),
         expected("{}", wanted), seen("the answer is {}", status),
         means("a-500", status >= 500 && status != 501 && status != 505),
         means("accepted", status >= 200 && status < 300));
}

asio::awaitable<void> expect_body_refused(Client& client, std::string what,
                                          std::string body,
                                          std::vector<unsigned> statuses) {
  const Answer answer =
      co_await client.ask("POST", "/task", std::move(body));
  expect_refused(Reply{.text = fmt::format("HTTP/1.1 {} ", answer.status)},
                 what, statuses, false);
}

asio::awaitable<void> expect_no_task(Client& client, std::string what,
                                     std::string body) {
  const Answer answer =
      co_await client.ask("POST", "/task", std::move(body));
  if (answer.status != 202) {
    expect_refused(
        Reply{.text = fmt::format("HTTP/1.1 {} ", answer.status)}, what,
        {400, 413, 422}, false);
    co_return;
  }
  const TaskView task = co_await client.until(
      id_in(answer), &TaskView::is_final,
      fmt::format("{} is refused, or its task fails", what), "accepted");
  step("{}: it is accepted, and then {}", what, task.state);
  expect(task.state == "failed",
         expected("{} is refused, or its task fails", what),
         seen("the task is {}", task.state), means("accepted", true));
}

}  // namespace acceptance
