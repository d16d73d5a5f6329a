#include <fmt/format.h>

#include <boost/asio/use_awaitable.hpp>
#include <boost/json/value_to.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "jobs.hpp"
#include "journal_file.hpp"
#include "real_check.hpp"
#include "server_process.hpp"

/// What the server keeps does not grow with what it has done. Sanitizers
/// keep freed memory on purpose, so this is a check without them.
namespace {

using namespace course::testing;
using namespace capstone_test;

/// Anonymous memory of a process, in KiB.
long memory_of(pid_t id) {
  std::ifstream file("/proc/" + std::to_string(id) + "/status");
  for (std::string word; file >> word;) {
    if (word == "RssAnon:") {
      long size = 0;
      file >> size;
      return size;
    }
  }
  throw std::runtime_error("the process has no RssAnon");
}

class Soak : public RealCheck {
 protected:
  Soak() { be_patient_for(300s); }

  /// Posts tasks in groups, and waits after each until all have ended.
  static asio::awaitable<void> run_tasks(ServerProcess& server,
                                         std::size_t count) {
    constexpr std::size_t group = 500;
    for (std::size_t i = 0; i < count; i += group) {
      const std::size_t accepted = co_await server.post_many(
          R"({"kind":"primes","limit":20})", group);
      expect_equal(accepted, group, "the number of accepted tasks");
      for (;;) {
        const Got got = co_await server.ask("GET", "/status");
        const json::value status = got.value();
        if (status.at("pending").as_int64() +
                status.at("running").as_int64() ==
            0) {
          break;
        }
        co_await pause(1ms);
      }
    }
  }

  /// The server keeps a thousand tasks and forgets the oldest. When it has
  /// had three thousand, its table, its queues and its buffers are as large
  /// as they become. From then on a growth would be a leak: one of 32 bytes
  /// for each task, the smallest piece that malloc gives, is 32 * tasks
  /// bytes; half of that is the bound.
  static asio::awaitable<void> stays_flat(
      std::vector<std::string> arguments, long tasks) {
    arguments.insert(arguments.end(),
                     {"--workers", "1", "--max-tasks", "1000"});
    const auto server = co_await ServerProcess::start(arguments);
    co_await run_tasks(*server, 3'000);
    const long before = memory_of(server->process().id());
    co_await run_tasks(*server, static_cast<std::size_t>(tasks));
    const long after = memory_of(server->process().id());
    std::cout << fmt::format("{} KiB, {} tasks later {} KiB", before, tasks,
                             after)
              << std::endl;
    const long bound = 32 * tasks / 2 / 1024;
    expect(after - before <= bound,
           expected("it grows by {} KiB at most", bound),
           seen("it grows from {} KiB to {} KiB", before, after));
    co_await end_well(*server);
  }
};

REAL_TEST_F(Soak, MemoryStaysFlat) {
  co_await stays_flat({}, 15'000);
}

REAL_TEST_F(Soak, MemoryAndJournalStayFlat) {
  const JournalFile journal;
  co_await stays_flat({"--journal", journal.path()}, 5'000);
  // A thousand tasks of some hundred bytes each, and room for a day on
  // which the log was not written back in time.
  expect(
      std::filesystem::file_size(journal.path()) < 4'000'000,
      expected("the journal is as large as a thousand tasks"),
      seen("it has {} bytes", std::filesystem::file_size(journal.path())));
}

}  // namespace
