#include <signal.h>

#include <algorithm>

#include "jobs.hpp"
#include "load.hpp"
#include "processes.hpp"
#include "server_check.hpp"

/// The end, when there is still something to do.
namespace acceptance {

namespace {

/// SIGTERM, and the server has to be gone, with status 0 and no worker
/// left.
asio::awaitable<void> expect_good_end(Server& server,
                                      std::string_view if_it_hangs,
                                      To to = To::server) {
  const auto workers = server.workers();
  step(to == To::server ? "SIGTERM to the server"
                        : "SIGTERM to the server and its workers");
  server.signal(SIGTERM, to);
  const auto ended = co_await server.ended_within(long_patience);
  if (!ended) {
    const auto left = std::ranges::count_if(workers, &is_running);
    give_verdict({.expected = "SIGTERM ends the server",
                  .seen = fmt::format("after {} it still runs, with {} of "
                                      "its {} workers",
                                      long_patience, left, workers.size()),
                  .diagnosis = std::string(left == 0 && to == To::server
                                               ? "waits-for-nobody"
                                               : if_it_hangs),
                  .verdict = "time_limit"});
  }
  step("it ends with {}", to_string(*ended));
  expect(ended->success(), expected("it ends with exit status 0"),
         seen("it ends with {}", to_string(*ended)));
  const auto left = std::ranges::count_if(workers, &is_running);
  expect(left == 0, expected("its workers have ended before"),
         seen("{} of {} still run", left, workers.size()),
         means("not-awaited", true));
}

SERVER_CHECK(End, ThousandsWait) {
  const auto server = co_await Server::start(2);
  Client client(*server);
  constexpr std::size_t tasks = 20'000;
  // Its workers are busy until the tasks are there, and at least half of
  // the tasks still wait. A slower server gets busier workers.
  for (int ms = 3000;; ms *= 3) {
    for (int i = 0; i < 2; ++i) {
      co_await client.post(
          fmt::format(R"({{"kind": "sleep", "ms": {}}})", ms));
    }
    const auto ids = co_await post_many(*server, 8, tasks / 8);
    const TaskView task = co_await client.get(ids[tasks / 16]);
    step("{} tasks are posted", ids.size());
    if (!task.is_final()) {
      break;
    }
  }
  co_await expect_good_end(*server, "reader-first");
}

SERVER_CHECK(End, ATaskRuns) {
  const auto server = co_await Server::start(1);
  Client client(*server);
  const std::string id =
      co_await client.post(R"({"kind": "sleep", "ms": 2000})");
  co_await client.until(id, &TaskView::has_begun, "the task begins");
  co_await expect_good_end(*server, {});
}

// As Ctrl+C and most service managers do it: its workers may be gone before
// it can send them a sentinel.
SERVER_CHECK(End, TheWholeGroupIsTold) {
  const auto server = co_await Server::start(2);
  co_await server->until_workers(2, "no-processes");
  Client client(*server);
  const std::string id = co_await client.post(R"({"kind": "noop"})");
  co_await client.until(id, &TaskView::is_final, "the task is over");
  co_await expect_good_end(*server, "waits-for-the-dead", To::group);
}

SERVER_CHECK(End, KilledLeavesNoOrphan) {
  const auto server = co_await Server::start(2);
  Client client(*server);
  const std::string id =
      co_await client.post(R"({"kind": "sleep", "ms": 60000})");
  co_await server->until_workers(2, "no-processes");
  co_await client.until(id, &TaskView::has_begun, "the task begins");
  const auto workers = server->workers();
  step("SIGKILL to the server; it has {} workers, one of them busy",
       workers.size());
  server->signal(SIGKILL);
  co_await server->ended_within(patience);
  const auto end = std::chrono::steady_clock::now() + patience;
  for (;;) {
    const auto left = std::ranges::count_if(workers, &is_running);
    if (left == 0) {
      break;
    }
    expect(std::chrono::steady_clock::now() < end,
           expected("no worker outlives the server"),
           seen("after {} there are still {}", patience, left),
           means("orphans", true));
    co_await pause(10ms);
  }
  step("they are gone");
}

SERVER_CHECK(End, StartsAgainAtOnce) {
  const auto server = co_await Server::start(1);
  co_await serves_others(*server);
  // A connection that is open on both sides when its server dies.
  RawClient client(*server);
  co_await client.connect();
  step("SIGKILL to the server");
  server->signal(SIGKILL);
  co_await server->ended_within(patience);
  co_await server->start_again();
  co_await serves_others(*server);
}

}  // namespace

}  // namespace acceptance
