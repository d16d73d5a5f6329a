#include <gtest/gtest.h>
#include <stdlib.h>

#include <chrono>
#include <course/trace.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

using course::Kind;
using course::Trace;
using namespace std::chrono_literals;

namespace {

std::string csv(const Trace& trace) {
  std::ostringstream out;
  trace.save_csv(out);
  return out.str();
}

TEST(TraceCsv, WritesWholeMicrosecondsByBeginning) {
  Trace trace;
  trace.add("toast", Kind::wait, 2ms, 1s + 999ns);
  trace.add("coffee", Kind::exec, 0ms, 2ms);
  EXPECT_EQ(csv(trace),
            "task,kind,from_us,to_us\n"
            "coffee,exec,0,2000\n"
            "toast,wait,2000,1000000\n");
}

TEST(TraceCsv, KeepsTheRecordedOrderOfEqualBeginnings) {
  Trace trace;
  trace.add("b", Kind::exec, 0ms, 0ms);
  trace.add("a", Kind::ready, 0ms, 1ms);
  trace.add("b", Kind::blocked, 0ms, 1ms);
  EXPECT_EQ(csv(trace),
            "task,kind,from_us,to_us\n"
            "b,exec,0,0\n"
            "a,ready,0,1000\n"
            "b,blocked,0,1000\n");
}

TEST(TraceCsv, QuotesNamesThatNeedIt) {
  Trace trace;
  trace.add("milk, then \"tea\"", Kind::exec, 0ms, 0ms);
  EXPECT_EQ(csv(trace),
            "task,kind,from_us,to_us\n"
            "\"milk, then \"\"tea\"\"\",exec,0,0\n");
}

class CourseTrace : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "trace-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    directory_ = pattern;
  }
  void TearDown() override {
    unsetenv("COURSE_TRACE");
    std::filesystem::remove_all(directory_);
  }
  std::filesystem::path directory_;
};

TEST_F(CourseTrace, NamesTheFileThatTheDestructorWrites) {
  const auto path = directory_ / "kitchen.csv";
  setenv("COURSE_TRACE", path.c_str(), 1);
  {
    Trace().add("coffee", Kind::exec, 0ms, 2ms);
  }
  std::stringstream written;
  written << std::ifstream(path).rdbuf();
  EXPECT_EQ(written.str(),
            "task,kind,from_us,to_us\n"
            "coffee,exec,0,2000\n");
}

TEST_F(CourseTrace, SaysWhenTheFileCannotBeWritten) {
  const auto path = directory_ / "missing" / "kitchen.csv";
  setenv("COURSE_TRACE", path.c_str(), 1);
  testing::internal::CaptureStderr();
  {
    Trace trace;
  }
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "the trace could not be written to " + path.string() + "\n");
}

TEST_F(CourseTrace, WritesNothingWhenUnset) {
  {
    Trace trace;
  }
  EXPECT_TRUE(std::filesystem::is_empty(directory_));
}

}  // namespace
