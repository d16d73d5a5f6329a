#include "stub.hpp"

#include <gtest/gtest.h>

#include "refusal.hpp"

namespace grader {
namespace {

const std::string solution = R"(#include <vector>

int settle() {
  // BEGIN SOLUTION
  // STUB: throw std::logic_error("settle is not written yet");
  //
  // STUB:
  int all = 3;
  return all;
  // END SOLUTION
}
)";

std::string error_of(const std::string& text) {
  return refusal_of([&] { make_stub(text, "settle.cpp"); });
}

TEST(Stub, KeepsWhatItsMarkersSay) {
  EXPECT_EQ(make_stub(solution, "settle.cpp"), R"(#include <vector>

int settle() {
  throw std::logic_error("settle is not written yet");

}
)");
}

TEST(Stub, LeavesASolutionToRead) {
  EXPECT_EQ(without_markers(solution, "settle.cpp"), R"(#include <vector>

int settle() {
  //
  int all = 3;
  return all;
}
)");
}

TEST(Stub, KeepsATextWithoutMarkers) {
  EXPECT_EQ(make_stub("int a;\nint b;", "a.cpp"), "int a;\nint b;");
}

TEST(Stub, NamesUnbalancedMarkers) {
  EXPECT_EQ(error_of("\n// BEGIN SOLUTION\n"),
            "settle.cpp:2: BEGIN SOLUTION without an END SOLUTION");
  EXPECT_EQ(error_of("// END SOLUTION\n"),
            "settle.cpp:1: END SOLUTION without a BEGIN");
  EXPECT_EQ(error_of("// BEGIN SOLUTION\n// BEGIN SOLUTION\n"),
            "settle.cpp:2: BEGIN SOLUTION again; line 1 has begun one");
  EXPECT_EQ(error_of("int a;\n// STUB: int b;\n"),
            "settle.cpp:2: STUB outside of a solution");
}

}  // namespace
}  // namespace grader
