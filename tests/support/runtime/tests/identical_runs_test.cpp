#include <gtest/gtest.h>

#include "scenarios.hpp"

namespace scenarios {
namespace {

/// Every run has this log.
void expect_always(Log (*scenario)(), const Log& expected,
                   int runs = many_runs()) {
  const std::set<Log> logs = distinct_logs(scenario, runs);
  EXPECT_EQ(logs.size(), 1U);
  EXPECT_EQ(*logs.begin(), expected);
}

/// Every run has the same log; which one is the program's own affair.
void expect_one_log(Log (*scenario)()) {
  EXPECT_EQ(distinct_logs(scenario, many_runs()).size(), 1U);
}

TEST(IdenticalRuns, Timers) {
  expect_always(timers, {"3000 three", "5000 five", "6000 three",
                         "9000 three", "10000 five", "12000 three",
                         "15000 five", "3600000000 hour"});
}

TEST(IdenticalRuns, Channel) {
  expect_always(channel, {"1000000 order 0", "2500000 order 1",
                          "4000000 order 2", "6000000 closed"});
}

TEST(IdenticalRuns, ThreadPool) {
  // The pool begins job 2 before it hands over the result of job 0.
  expect_always(thread_pool,
                {"400000 tick", "800000 tick", "1001000 job 0",
                 "1001000 job 1", "1200000 tick", "1600000 tick",
                 "2000000 tick", "2002000 job 2", "2400000 tick"});
}

TEST(IdenticalRuns, SecondThread) {
  expect_always(second_thread,
                {"200000 served", "300000 served", "600000 served",
                 "1100000 late", "2600000 served"});
}

TEST(IdenticalRuns, ThreadsThatWakeAtTheSameTimeDoSoInTheirOrder) {
  Log expected;
  for (const char* time : {"10000 ", "20000 ", "30000 "}) {
    for (int number = 0; number < 8; ++number) {
      expected.push_back(time + std::to_string(number));
    }
  }
  expect_always(threads_with_equal_deadlines, expected);
}

TEST(IdenticalRuns, PoolJobsThatEndAtTheSameTime) {
  expect_one_log(pool_with_equal_jobs);
}

TEST(IdenticalRuns, LoopbackTcp) {
  expect_one_log(echo_with_time_outs);
  const Log log = *distinct_logs(echo_with_time_outs, 1).begin();
  EXPECT_EQ(log.size(), 7U);
  EXPECT_EQ(log.front(), "50000 hasty time-out");
  EXPECT_TRUE(log.back().starts_with("300000 ")) << log.back();
}

// 4 MB there and back before a time-out of a millisecond: bytes that the
// kernel still moves hold the clock.
TEST(IdenticalRuns, LargeTransfer) {
  expect_always(large_transfer, {"0 small ok", "0 large ok", "0 large ok"},
                many_runs() / 50);
}

TEST(IdenticalRuns, AFullWindowDoesNotHoldTheClock) {
  const std::set<Log> logs = distinct_logs(slow_reader, many_runs() / 50);
  for (const Log& log : logs) {
    EXPECT_EQ(log.back(), "80000 read");
  }
}

TEST(IdenticalRuns, LargeMessagesFromABlockingThread) {
  expect_always(blocking_client_with_large_messages,
                {"1000000 read", "2000000 read"}, many_runs() / 50);
}

}  // namespace
}  // namespace scenarios
