#include <algorithm>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json/value_to.hpp>
#include <course/task.hpp>
#include <fstream>

#include "jobs.hpp"
#include "journal_file.hpp"
#include "real_check.hpp"
#include "server_process.hpp"

/// 202 means on disk: what the server did, in its order, as a library says
/// that is preloaded into it (see disk_order/disk_order.cpp).
namespace {

using namespace course::testing;
using namespace capstone_test;

constexpr int clients = 8;
constexpr int tasks_each = 5;

class OnDisk : public RealCheck {
 protected:
  OnDisk() { be_patient_for(60s); }

  asio::awaitable<std::unique_ptr<ServerProcess>> start() {
    return ServerProcess::start(
        {"--workers", "1", "--drain", "0", "--journal", journal_.path()},
        {std::string("LD_PRELOAD=") + DISK_ORDER,
         "DISK_ORDER_LOG=" + journal_.beside("order"),
         "DISK_ORDER_BROKEN=" + journal_.beside("broken"),
         "DISK_ORDER_HELD=" + journal_.beside("held")});
  }

  std::vector<std::string> order() const {
    std::ifstream file(journal_.beside("order"));
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) {
      lines.push_back(line);
    }
    return lines;
  }

  asio::awaitable<void> be_client(ServerProcess& server, int number) {
    Client client = co_await server.client();
    for (int i = 0; i < tasks_each; ++i) {
      const std::string key =
          "disk-" + std::to_string(number * tasks_each + i);
      const Got got =
          co_await client.ask("POST", "/task", R"({"kind":"noop"})", key);
      expect_equal(got.status, 202U, "the status");
      const json::value task = got.value();
      ids_[key] = json::value_to<std::string>(task.at("task_id"));
    }
  }

  JournalFile journal_;
  std::map<std::string, std::string> ids_;  ///< by key
};

REAL_TEST_F(OnDisk, A202IsSentWhenTheSyncHasReturned) {
  const auto server = co_await start();
  std::vector<course::Task<void>> asking;
  for (int i = 0; i < clients; ++i) {
    asking.push_back(
        course::create_task(loop().get_executor(), be_client(*server, i)));
  }
  for (auto& task : asking) {
    co_await task.get();
  }
  co_await end_well(*server);

  const auto lines = order();
  expect_equal(ids_.size(), std::size_t{clients} * tasks_each,
               "the number of tasks");
  for (const auto& [key, id] : ids_) {
    const auto written = std::ranges::find(lines, "written " + key);
    const auto sync = std::find(written, lines.end(), "sync");
    const auto synced = std::find(sync, lines.end(), "synced");
    const auto answer = std::ranges::find(lines, "answer 202 " + id);
    expect(answer != lines.end(), expected("{} was answered", key),
           seen("it was not"));
    expect(synced < answer,
           expected("{} is written, then synced, then answered", key),
           seen("written in line {}, synced in {}, answered in {} of {}",
                written - lines.begin(), synced - lines.begin(),
                answer - lines.begin(), lines.size()));
  }
}

REAL_TEST_F(OnDisk, AnOutcomeIsShownWhenTheSyncHasReturned) {
  const auto server = co_await start();
  const std::string id =
      co_await server->post(R"({"kind": "sleep", "ms": 200})");
  std::ofstream(journal_.beside("held")).put('x');
  Client other = co_await server->client();
  Got got = co_await other.ask("GET", "/status");
  while (got.value().at("completed").as_int64() == 0) {
    co_await pause(2ms);
    got = co_await other.ask("GET", "/status");
  }
  // It has ended, and the sync of its outcome is held. Whoever looks waits.
  const std::string path = "/task/" + id;
  std::vector<Client> clients;
  for (const std::string& target :
       {path, path + "/result", path + "/events", std::string("/tasks")}) {
    clients.push_back(co_await server->client());
    co_await clients.back().send("GET", target);
  }
  for (int i = 0; i < 20; ++i) {
    co_await other.ask("GET", "/status");  // it has read those before
  }
  const auto held = std::ssize(order());
  std::filesystem::remove(journal_.beside("held"));
  got = co_await other.ask("GET", path);
  expect(got.value().at("state").as_string() == "completed",
         expected("the task is completed"), seen("it is not"));
  co_await end_well(*server);

  const auto lines = order();
  const auto synced =
      std::find(lines.begin() + held, lines.end(), "synced");
  expect(std::ranges::find(lines, "shown") > synced,
         expected("the outcome is synced, then shown"),
         seen("it is shown in line {} and synced in {}",
              std::ranges::find(lines, "shown") - lines.begin(),
              synced - lines.begin()));
  expect(std::find(synced, lines.end(), "shown") != lines.end(),
         expected("the outcome is shown"), seen("it is not"));
}

REAL_TEST_F(OnDisk, ASyncThatFailsIsNo202) {
  const auto server = co_await start();
  Client client = co_await server->client();
  Got got =
      co_await client.ask("POST", "/task", R"({"kind":"noop"})", "disk-1");
  expect_equal(got.status, 202U, "the status before");
  std::ofstream(journal_.beside("broken")).put('x');
  got =
      co_await client.ask("POST", "/task", R"({"kind":"noop"})", "disk-2");
  expect_equal(got.status, 503U, "the status of what cannot be written");
  std::filesystem::remove(journal_.beside("broken"));
  got =
      co_await client.ask("POST", "/task", R"({"kind":"noop"})", "disk-3");
  expect_equal(got.status, 503U, "the status of all that follows");
  expect(
      got.body.find("the journal cannot be written") != std::string::npos,
      expected("the refusal says why"), seen("it says {}", got.body));
  expect_equal(std::ranges::count(order(), "sync failed"), 1,
               "the number of syncs that failed");
  got = co_await client.ask("GET", "/status");
  expect_equal(got.value().at("pending").as_int64(), 0,
               "the number of tasks that wait for nothing");
  co_await end_well(*server);
}

REAL_TEST_F(OnDisk, EventsSayThatASyncHasFailed) {
  const auto server = co_await start();
  const std::string id =
      co_await server->post(R"({"kind": "sleep", "ms": 1500})");
  std::ofstream(journal_.beside("broken")).put('x');
  // It ends with the connection, after the last event.
  const std::string events = co_await server->say(
      "GET /task/" + id + "/events HTTP/1.1\r\nHost: here\r\n\r\n");
  expect(events.starts_with("HTTP/1.1 200"), expected("a stream"),
         seen("{}", events));
  expect(events.find("event: completed") == std::string::npos,
         expected("an outcome that is not on the disk is not shown"),
         seen("{}", events));
  const auto error = events.find("event: error");
  expect(error != std::string::npos &&
             events.find("the journal cannot be written", error) !=
                 std::string::npos,
         expected("the last event says why there are no more"),
         seen("{}", events));
  co_await end_well(*server);
}

}  // namespace
