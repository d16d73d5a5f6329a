#include <algorithm>
#include <fstream>

#include "journal_file.hpp"
#include "real_check.hpp"
#include "server_process.hpp"

/// What keeps the server from starting is said in one line, and the exit
/// status is not 0.
namespace {

using namespace course::testing;
using namespace capstone_test;

asio::awaitable<void> expect_refusal(std::vector<std::string> arguments,
                                     int status, std::string part) {
  const auto [ended, text] = co_await run_server(std::move(arguments));
  expect_equal(ended, status, "the exit status");
  expect(text.find(part) != std::string::npos,
         expected("it says \"{}\"", part), seen("it says {}", text));
  expect_equal(std::ranges::count(text, '\n'), 1, "the number of lines");
}

REAL_TEST(TaskServerRefuses, AddressesThatOthersReach) {
  for (const char* address :
       {"0.0.0.0", "::", "::1", "192.168.1.1", "example.org", ""}) {
    co_await expect_refusal({"--port", "0", "--bind", address}, 2,
                            "whoever reaches this server may run tasks");
  }
}

REAL_TEST(TaskServerRefuses, APortThatIsInUse) {
  const auto server = co_await ServerProcess::start();
  const std::string port = std::to_string(server->port());
  co_await expect_refusal({"--port", port}, 1,
                          "port " + port + ": Address already in use");
  co_await end_well(*server);
}

REAL_TEST(TaskServerRefuses, AJournalThatIsInUse) {
  const JournalFile journal;
  const auto server =
      co_await ServerProcess::start({"--journal", journal.path()});
  co_await expect_refusal({"--port", "0", "--journal", journal.path()}, 1,
                          "database is locked");
  co_await end_well(*server);
}

REAL_TEST(TaskServerRefuses, AJournalThatIsNone) {
  const JournalFile journal;
  std::ofstream(journal.path()) << std::string(5'000, 'x');
  co_await expect_refusal({"--port", "0", "--journal", journal.path()}, 1,
                          "tasks.db: file is not a database");
}

REAL_TEST(TaskServerRefuses, AJournalThatCannotBe) {
  const JournalFile journal;
  co_await expect_refusal(
      {"--port", "0", "--journal", journal.beside("no/tasks.db")}, 1,
      "unable to open database file");
}

REAL_TEST(TaskServerRefuses, WhatItDoesNotKnow) {
  co_await expect_refusal({"--tea"}, 2, "--tea");
  co_await expect_refusal({"tea"}, 2, "tea");
  co_await expect_refusal({"--max-depth", "0"}, 2, "--max-depth");
  co_await expect_refusal({"--max-depth"}, 2, "--max-depth");
  co_await expect_refusal({"--log", "tea"}, 2, "--log tea");
}

}  // namespace
