#include <gtest/gtest.h>

#include "classify.hpp"
#include "descendants.hpp"
#include "files.hpp"
#include "launch_host.hpp"

// Small hostile programs (hostile.cpp) against launch_host and classify.
namespace grader {
namespace {

using namespace std::chrono_literals;

class HostileHost : public ::testing::Test {
 protected:
  HostileHost() {
    limits_.wall = 1500ms;
    limits_.cpu = 1s;
    limits_.memory_mb = 256;
  }

  // Whatever a host does, nothing of it is left.
  ~HostileHost() override {
    EXPECT_EQ(for_descendants(0), 0);
    EXPECT_TRUE(std::filesystem::is_empty(folder_.path()));
  }

  CheckResult run(const std::string& deed) {
    Exercise exercise;
    exercise.limits = limits_;
    Check check;
    check.name = "Hostile." + deed;
    Build build;
    build.host = HOSTILE;
    build.preset = "dev";
    outcome_ =
        launch_host({HOSTILE, check.name, "dev", limits_, folder_.path()});
    return classify(exercise, check, build, outcome_);
  }

  Verdict verdict(const std::string& deed) { return run(deed).verdict; }

  Limits limits_;
  HostOutcome outcome_;
  TemporaryFolder folder_{std::filesystem::temp_directory_path()};
};

TEST_F(HostileHost, HoldsOnlyWithItsOwnRecord) {
  EXPECT_EQ(verdict("Hold"), Verdict::held);
  EXPECT_EQ(verdict("Wrong"), Verdict::wrong);
  EXPECT_EQ(verdict("ExitZero"), Verdict::left_early);
  EXPECT_EQ(verdict("FalseReport"), Verdict::left_early);
  EXPECT_EQ(verdict("FalseThenTrue"), Verdict::left_early);
  EXPECT_EQ(verdict("Malformed"), Verdict::left_early);
  EXPECT_EQ(verdict("OtherCheck"), Verdict::left_early);
}

TEST_F(HostileHost, NeedsACleanEndAfterItsRecord) {
  EXPECT_EQ(verdict("HeldThenFails"), Verdict::left_early);
  EXPECT_EQ(verdict("HeldThenHangs"), Verdict::time_limit);
}

TEST_F(HostileHost, TellsWaitingFromComputing) {
  CheckResult waiting = run("Hang");
  EXPECT_EQ(waiting.verdict, Verdict::time_limit);
  EXPECT_NE(waiting.message.find("still waiting"), std::string::npos);
  limits_.wall = 20s;
  CheckResult computing = run("Spin");
  EXPECT_EQ(computing.verdict, Verdict::time_limit);
  EXPECT_NE(computing.message.find("processor"), std::string::npos);
}

TEST_F(HostileHost, EndsFloods) {
  EXPECT_EQ(verdict("Flood"), Verdict::output_limit);
  EXPECT_LE(outcome_.ended.output.size(), limits_.output_kb * 1024);
  EXPECT_EQ(verdict("FloodReport"), Verdict::output_limit);
  EXPECT_EQ(verdict("WriteFile"), Verdict::output_limit);
}

TEST_F(HostileHost, NamesACrash) {
  EXPECT_EQ(verdict("Crash"), Verdict::crashed);
}

TEST_F(HostileHost, LimitsMemory) {
  EXPECT_EQ(verdict("Memory"), Verdict::memory_limit);
}

TEST_F(HostileHost, AllowsThreadsButNoProcess) {
  EXPECT_EQ(verdict("Threads"), Verdict::held);
  EXPECT_EQ(verdict("Fork"), Verdict::process_limit);
  EXPECT_EQ(verdict("ForkBomb"), Verdict::process_limit);
  EXPECT_EQ(verdict("Shell"), Verdict::process_limit);
}

TEST_F(HostileHost, AllowsAsManyChildrenAsTheExerciseSays) {
  limits_.processes = 2;
  EXPECT_EQ(verdict("OneChild"), Verdict::held);
  EXPECT_EQ(verdict("ForkBomb"), Verdict::process_limit);
}

TEST_F(HostileHost, LeavesNoOrphan) {
  limits_.processes = 4;
  EXPECT_EQ(verdict("Daemon"), Verdict::process_limit);
  EXPECT_TRUE(outcome_.ended.left_children);
}

TEST_F(HostileHost, CannotSignalTheGrader) {
  EXPECT_EQ(verdict("KillGrader"), Verdict::held);
  limits_.processes = 2;
  EXPECT_EQ(verdict("KillGrader"), Verdict::held);
}

TEST_F(HostileHost, StartsInAnEmptyFolderWithoutOurEnvironment) {
  ::setenv("COURSE_SECRET", "1", 1);
  EXPECT_EQ(verdict("EmptyFolder"), Verdict::held);
  EXPECT_EQ(verdict("EmptyFolder"), Verdict::held);
  EXPECT_EQ(verdict("Environment"), Verdict::held);
}

TEST_F(HostileHost, MayBeMissing) {
  HostOutcome outcome = launch_host(
      {"/no/such/host", "Hostile.Hold", "dev", limits_, folder_.path()});
  EXPECT_FALSE(outcome.ended.started);
  EXPECT_NE(outcome.ended.output.find("No such file"), std::string::npos);
}

}  // namespace
}  // namespace grader
