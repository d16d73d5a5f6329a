#include "load.hpp"

#include <algorithm>
#include <course/gather.hpp>
#include <set>

#include "server_check.hpp"

/// More work than usual.
namespace acceptance {

namespace {

asio::awaitable<void> until_all_completed(Server& server,
                                          std::vector<std::string> ids) {
  Client client(server);
  for (const std::string& id : ids) {
    const TaskView task = co_await client.until(
        id, &TaskView::is_final, "every accepted task ends", "lost-tasks",
        long_patience);
    expect(task.state == "completed", expected("a noop is completed"),
           seen("it is {}", task.state));
  }
}

/// How many answers in the text have the status.
std::size_t answers_with(std::string_view status, std::string_view text) {
  std::size_t count = 0;
  const std::string head = fmt::format("HTTP/1.1 {} ", status);
  for (std::size_t at = 0;
       (at = text.find(head, at)) != std::string_view::npos;
       at += head.size()) {
    ++count;
  }
  return count;
}

SERVER_CHECK(Load, TenThousandTasks) {
  const auto server = co_await Server::start(2);
  constexpr std::size_t clients = 16;
  const auto ids = co_await post_many(*server, clients, 10'000 / clients);
  step("{} clients have posted {} tasks", clients, ids.size());
  const std::set<std::string> different(ids.begin(), ids.end());
  expect_equal(different.size(), ids.size(),
               "the number of different task ids");
  std::vector<asio::awaitable<void>> watching;
  for (std::size_t i = 0; i < clients; ++i) {
    const auto first =
        ids.begin() + static_cast<std::ptrdiff_t>(i * ids.size() / clients);
    const auto last = ids.begin() + static_cast<std::ptrdiff_t>(
                                        (i + 1) * ids.size() / clients);
    watching.push_back(until_all_completed(*server, {first, last}));
  }
  co_await course::gather(std::move(watching));
  step("all of them are completed");
}

SERVER_CHECK(Load, ManyClientsAtOnce) {
  const auto server = co_await Server::start(2);
  const auto ids = co_await post_many(*server, 256, 4);
  step("256 clients at once have posted {} tasks", ids.size());
  co_await until_all_completed(*server, ids);
  step("all of them are completed");
}

// Many requests in one piece: what is looked for is the limit, not the
// speed of the way to it.
SERVER_CHECK(Load, PushesBack) {
  const auto server = co_await Server::start(1);
  Client client(*server);
  co_await client.post(R"({"kind": "sleep", "ms": 3600000})");
  constexpr std::size_t at_once = 500;
  constexpr std::size_t most = 110'000;
  std::string requests;
  for (std::size_t i = 0; i < at_once; ++i) {
    requests += request_text("POST", "/task", R"({"kind": "noop"})");
  }
  RawClient flood(*server);
  co_await flood.connect();
  std::size_t accepted = 0;
  for (bool is_full = false; !is_full && accepted < most;
       accepted += at_once) {
    co_await flood.send(requests);
    const Reply reply = co_await flood.read_answers(at_once);
    is_full = answers_with("202", reply.text) < at_once;
  }
  step("{} tasks wait for a worker that is busy", accepted);
  const Answer answer =
      co_await client.ask("POST", "/task", R"({"kind": "noop"})");
  step("one more is answered: {}", answer.status);
  expect(answer.status == 503 || answer.status == 429,
         expected("of more than 100,000 waiting tasks some are refused, "
                  "with 503 or 429"),
         seen("all of {} are accepted", accepted + 1),
         means("no-back-pressure", answer.status == 202));
  expect(answer.fields.count("Retry-After") == 1,
         expected("a refusal says in Retry-After when to come again"),
         seen("there is no such field"));
}

}  // namespace

}  // namespace acceptance
