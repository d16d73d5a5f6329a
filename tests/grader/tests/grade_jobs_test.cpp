#include "grade_jobs.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <barrier>
#include <set>
#include <stdexcept>
#include <thread>
#include <vector>

using grader::run_jobs;

TEST(GradeJobs, EachRunsOnceAndIsReportedInTheCallingThread) {
  const auto caller = std::this_thread::get_id();
  std::vector<std::atomic<int>> runs(100);
  std::vector<int> reports(100);
  run_jobs(
      100, 4, [&](std::size_t i) { ++runs[i]; },
      [&](std::size_t i) {
        EXPECT_EQ(std::this_thread::get_id(), caller);
        EXPECT_EQ(runs[i], 1);
        ++reports[i];
      });
  EXPECT_EQ(reports, std::vector<int>(100, 1));
}

TEST(GradeJobs, RunsAsManyAtATimeAsThereAreWorkers) {
  std::barrier all(3);  // hangs unless three run together
  run_jobs(
      6, 3, [&](std::size_t) { all.arrive_and_wait(); },
      [](std::size_t) {});
}

TEST(GradeJobs, NothingToDoIsDone) {
  run_jobs(0, 2, [](std::size_t) { FAIL(); }, [](std::size_t) { FAIL(); });
}

TEST(GradeJobs, AFailureStopsTheRestAndComesBack) {
  std::atomic<int> started = 0;
  const auto job = [&](std::size_t i) {
    ++started;
    if (i == 3) {
      throw std::runtime_error("full disk");
    }
  };
  EXPECT_THROW(run_jobs(1000, 1, job, [](std::size_t) {}),
               std::runtime_error);
  EXPECT_EQ(started, 4);
}

TEST(GradeJobs, AFailureInTheReportComesBackToo) {
  EXPECT_THROW(run_jobs(
                   10, 2, [](std::size_t) {},
                   [](std::size_t) { throw std::runtime_error("full"); }),
               std::runtime_error);
}
