#include <algorithm>
#include <boost/json/serialize.hpp>
#include <set>

#include "processes.hpp"
#include "server_check.hpp"

/// The five steps of the document's flow, with the start before them and
/// the clean-up after them.
namespace acceptance {

namespace {

SERVER_CHECK(Flow, Listens) {
  co_await Server::start();
}

SERVER_CHECK(Flow, TakesATask) {
  const auto server = co_await Server::start();
  Client client(*server);
  std::set<std::string> ids;
  for (int i = 0; i < 2; ++i) {
    const Answer answer =
        co_await client.ask("POST", "/task", R"({"kind": "noop"})");
    step(R"(POST /task {{"kind": "noop"}} is answered: {} {})",
         answer.status, answer.body);
    expect_equal(answer.status, 202U, "the status");
    ids.insert(id_in(answer));
    expect(answer.object().contains("state"),
           expected("the answer tells the state of the task"),
           seen("it has no state"));
  }
  expect_equal(ids.size(), 2U, "the number of different task ids");
}

SERVER_CHECK(Flow, ComputesInAWorker) {
  constexpr std::string_view on_the_loop = "computes-on-the-loop";
  const auto server = co_await Server::start(2);
  Client client(*server, on_the_loop);
  const std::string id =
      co_await client.post(R"({"kind": "sleep", "ms": 60000})");
  co_await server->until_workers(2, "no-processes");
  step("it has {} worker processes", server->workers().size());
  co_await client.get(id);
  step("GET /task/{} is answered while the task runs", id);
  co_await serves_others(*server, on_the_loop);
}

// A state that comes and goes is not waited for: a task that was too quick
// for us is asked for again, and takes longer.
SERVER_CHECK(Flow, ShowsProgress) {
  const auto server = co_await Server::start(2);
  Client client(*server);
  bool seen_between = false;
  for (int ms = 1000; ms <= 16'000 && !seen_between; ms *= 4) {
    const std::string id = co_await client.post(
        fmt::format(R"({{"kind": "sleep", "ms": {}}})", ms));
    int before = 0;
    const auto watch = [&](const TaskView& task) {
      if (task.progress != before) {
        step("the progress is {} %", task.progress);
      }
      expect(task.progress >= before && task.progress <= 100,
             expected("progress goes from 0 to 100 and never back"),
             seen("after {} it is {}", before, task.progress));
      before = task.progress;
      seen_between =
          seen_between || (task.progress > 0 && !task.is_final());
      return task.is_final();
    };
    co_await client.until(id, watch, "the task is completed", {},
                          long_patience);
  }
  expect(seen_between,
         expected("progress above 0 is told while the task runs"),
         seen("none is: the first progress comes with the result"),
         means("late-progress", true));
  const std::string id =
      co_await client.post(R"({"kind": "primes", "limit": 20000})");
  const TaskView task = co_await client.until_completed(id);
  const auto* partial = task.all.if_contains("partial_results");
  expect(partial && partial->is_array() && !partial->get_array().empty(),
         expected("the task has partial_results"), seen("it has none"));
}

SERVER_CHECK(Flow, KeepsTheResult) {
  const auto server = co_await Server::start(2);
  Client client(*server);
  const std::string id =
      co_await client.post(R"({"kind": "sum", "n": 1000})");
  // Asked twice: a result that only one GET can fetch is gone then.
  for (int i = 0; i < 2; ++i) {
    const TaskView task = co_await client.until_completed(id, "no-result");
    const auto* result = task.all.if_contains("result");
    const auto* sum = result && result->is_object()
                          ? result->get_object().if_contains("sum")
                          : nullptr;
    expect(sum && sum->is_number() &&
               sum->to_number<std::int64_t>() == 500'500,
           expected(R"(the result is {{"sum": 500500}})"),
           seen("{}", result ? "it is " + boost::json::serialize(*result)
                             : "there is none"));
    expect_equal(task.progress, 100, "the progress");
  }
}

SERVER_CHECK(Flow, TellsTheState) {
  const auto server = co_await Server::start(1);
  Client client(*server);
  const std::string first =
      co_await client.post(R"({"kind": "sleep", "ms": 60000})");
  const std::string second = co_await client.post(R"({"kind": "noop"})");
  co_await client.until(
      first, [](const TaskView& task) { return task.state == "running"; },
      "a task that a worker has is running", "never-running");
  step("the first one is running");
  const TaskView waiting = co_await client.get(second);
  step("the second one is {}", waiting.state);
  expect(waiting.state == "pending",
         expected("a task that waits for the only worker is pending"),
         seen("it is {}", waiting.state));
}

SERVER_CHECK(Flow, CleansUp) {
  const auto server = co_await Server::start(2);
  co_await serves_others(*server);
  co_await server->until_workers(2, "no-processes");
  const auto workers = server->workers();
  step("SIGTERM to the server");
  server->signal(SIGTERM);
  const auto ended = co_await server->ended_within(long_patience);
  if (!ended) {
    give_verdict(
        {.expected = "SIGTERM ends the server",
         .seen = fmt::format("after {} it still runs", long_patience),
         .verdict = "time_limit"});
  }
  step("it ends with {}", to_string(*ended));
  expect(ended->success(), expected("it ends with exit status 0"),
         seen("it ends with {}", to_string(*ended)));
  const auto left = std::ranges::count_if(workers, &is_running);
  expect(left == 0, expected("its workers have ended before"),
         seen("{} of {} still run", left, workers.size()),
         means("not-awaited", true));
  expect(server->port().is_free(), expected("its port is free again"),
         seen("something still listens there"));
}

}  // namespace

}  // namespace acceptance
