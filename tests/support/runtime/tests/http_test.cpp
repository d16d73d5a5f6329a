#include <gtest/gtest.h>

#include "scenarios.hpp"

namespace scenarios {
namespace {

TEST(IdenticalRuns, BeastWithTimeOuts) {
  const std::set<Log> logs = distinct_logs(http_time_outs, many_runs());
  EXPECT_EQ(logs.size(), 1U);
  EXPECT_EQ(*logs.begin(), (Log{"3000000 The socket was closed due to a "
                                "timeout",
                                "10000000 at last"}));
}

}  // namespace
}  // namespace scenarios
