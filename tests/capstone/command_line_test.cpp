#include "command_line.hpp"

#include <gtest/gtest.h>

#include <boost/system/system_error.hpp>
#include <functional>
#include <thread>

#include "real_check.hpp"
#include "server_process.hpp"

/// Every limit is a flag: it has a default, and it changes the limit.
namespace {

using namespace course::testing;
using namespace capstone_test;
using namespace task_server;

Options options_of(std::vector<std::string> words) {
  return read_command_line(std::move(words)).value();
}

/// A flag, its default, and where it goes. Seconds are numbers here.
struct Flag {
  const char* name;
  std::size_t standard;
  std::function<std::size_t(const Options&)> value;
  const char* too_much = "9999999999999";
};

std::size_t count(std::chrono::seconds time) {
  return static_cast<std::size_t>(time.count());
}

const std::vector<Flag>& flags() {
  static const std::vector<Flag> all = {
      {"--port", 8080, [](const Options& o) { return o.port; }, "65536"},
      {"--workers", std::max(1U, std::thread::hardware_concurrency()),
       [](const Options& o) { return o.workers; }, "1025"},
      {"--drain", 10, [](const Options& o) { return count(o.drain); },
       "3601"},
      {"--max-queue", 100'000,
       [](const Options& o) { return o.table.pending; }},
      {"--max-tasks", 1'000'000,
       [](const Options& o) { return o.table.tasks; }},
      {"--keep", 3'600,
       [](const Options& o) { return count(o.table.keep); }},
      {"--max-header", 16'384,
       [](const Options& o) { return o.http.headers; }},
      {"--max-body", 1'048'576,
       [](const Options& o) { return o.http.body; }},
      {"--max-depth", 32, [](const Options& o) { return o.json_depth; },
       "1001"},
      {"--max-connections", 1'000,
       [](const Options& o) { return o.http.connections; }},
      {"--request-time", 10,
       [](const Options& o) { return count(o.http.request); }, "86401"},
      {"--answer-time", 30,
       [](const Options& o) { return count(o.http.answer); }, "86401"},
      {"--idle-time", 60,
       [](const Options& o) { return count(o.http.idle); }, "86401"},
  };
  return all;
}

TEST(CommandLine, HasADefaultForEveryLimit) {
  const Options options = options_of({});
  for (const Flag& flag : flags()) {
    EXPECT_EQ(flag.value(options), flag.standard) << flag.name;
  }
}

TEST(CommandLine, ChangesOneLimitWithEachFlag) {
  for (const Flag& flag : flags()) {
    const Options options = options_of({flag.name, "77"});
    for (const Flag& other : flags()) {
      EXPECT_EQ(other.value(options),
                &other == &flag ? 77U : other.standard)
          << flag.name << " and " << other.name;
    }
  }
}

TEST(CommandLine, NamesTheFlagWhoseValueMakesNoSense) {
  for (const Flag& flag : flags()) {
    for (const char* value : {"-1", "x", "1.5", "", "7 7", flag.too_much}) {
      try {
        options_of({flag.name, value});
        ADD_FAILURE() << flag.name << " " << value << " is accepted";
      } catch (const BadCommandLine& error) {
        const std::string text = error.what();
        EXPECT_NE(text.find(flag.name), std::string::npos) << text;
        EXPECT_EQ(text.find('\n'), std::string::npos) << text;
      }
    }
  }
}

TEST(CommandLine, ShowsEveryLimitInItsHelp) {
  testing::internal::CaptureStdout();
  EXPECT_FALSE(read_command_line({"--help"}));
  const std::string text = testing::internal::GetCapturedStdout();
  for (const Flag& flag : flags()) {
    const auto line = text.find(std::string(flag.name) + " ");
    ASSERT_NE(line, std::string::npos) << flag.name;
    EXPECT_NE(text.find("=" + std::to_string(flag.standard), line),
              std::string::npos)
        << flag.name;
  }
}

REAL_TEST(TaskServerLimits, TheDepthOfABody) {
  const auto server = co_await ServerProcess::start({"--max-depth", "2"});
  const Got deep = co_await server->ask("POST", "/task", "[[[1]]]");
  expect(deep.status == 400 &&
             deep.body.find("too deep at byte 2") != std::string::npos,
         expected("three levels are refused with 400 and the place"),
         seen("{} {}", deep.status, deep.body));
  const Got flat = co_await server->ask("POST", "/task", "[[1]]");
  expect_equal(flat.status, 422U, "the status of two levels");
  co_await end_well(*server);
}

REAL_TEST(TaskServerLimits, TheSizeOfAHeader) {
  const auto server =
      co_await ServerProcess::start({"--max-header", "200"});
  const auto with = [](std::size_t size) {
    return "GET /healthz HTTP/1.1\r\nConnection: close\r\nX: " +
           std::string(size, 'x') + "\r\n\r\n";
  };
  const std::string large = co_await server->say(with(200));
  expect(large.starts_with("HTTP/1.1 431 "), expected("the answer is 431"),
         seen("it is {}", in_quotes(large.substr(0, 40))));
  const std::string small = co_await server->say(with(100));
  expect(small.starts_with("HTTP/1.1 200 "), expected("the answer is 200"),
         seen("it is {}", in_quotes(small.substr(0, 40))));
  co_await end_well(*server);
}

REAL_TEST(TaskServerLimits, TheTimeToTakeAnAnswer) {
  const auto server =
      co_await ServerProcess::start({"--answer-time", "1", "--request-time",
                                     "3600", "--idle-time", "3600"});
  Client client = co_await server->client();
  try {
    // It asks and asks, and never takes an answer, until it is cut off.
    for (;;) {
      co_await client.send("GET", "/", std::string(10'000, 'x'));
    }
  } catch (const boost::system::system_error&) {
    step("the server closes the connection");
  }
  const Got other = co_await server->ask("GET", "/healthz");
  expect_equal(other.status, 200U, "the status that another client gets");
  co_await end_well(*server);
}

}  // namespace
