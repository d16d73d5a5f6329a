#include <gtest/gtest.h>

#include <chrono>
#include <course/work_for.hpp>

using namespace std::chrono_literals;

namespace {

TEST(WorkFor, TakesAtLeastItsTime) {
  const auto begin = std::chrono::steady_clock::now();
  course::work_for(20ms);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 20ms);
}

TEST(WorkFor, ReturnsAtOnceWhenThereIsNothingToDo) {
  course::work_for(0ns);
  SUCCEED();
}

}  // namespace
