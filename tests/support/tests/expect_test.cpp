#include "expect.hpp"

#include <gtest/gtest.h>

#include "duration_format.hpp"

namespace {

using namespace course::testing;
using namespace std::chrono_literals;

/// A story of its own for each test; what fails in it fails here only if
/// the test says so.
struct Expectations : ::testing::Test {
  Expectations() {
    story().begin();
    detail::forget_awaited();
  }
  ~Expectations() override { story().close(); }
};

TEST_F(Expectations, OneThatHoldsLeavesNoTrace) {
  expect(true, expected("yes"), seen("yes"), means("never-shown", true));
  EXPECT_FALSE(story().failure());
}

TEST_F(Expectations, OneThatFailsSaysBothSides) {
  EXPECT_THROW(expect(false, expected("it ends at {}", 30ms),
                      seen("it ended at {}", 60ms)),
               ExpectationFailed);
  ASSERT_TRUE(story().failure());
  EXPECT_EQ(story().failure()->expected, "it ends at 30 ms");
  EXPECT_EQ(story().failure()->seen, "it ended at 60 ms");
  EXPECT_EQ(story().failure()->diagnosis, "");
}

TEST_F(Expectations, TheDiagnosisIsTheFirstThatWasObserved) {
  EXPECT_THROW(
      expect(false, expected("a"), seen("b"), means("not-observed", false),
             means("first", true), means("second", true)),
      ExpectationFailed);
  EXPECT_EQ(story().failure()->diagnosis, "first");
}

TEST_F(Expectations, TheFirstFailureCounts) {
  EXPECT_THROW(expect_equal(1, 2, "the number"), ExpectationFailed);
  EXPECT_THROW(expect_equal(3, 4, "another"), ExpectationFailed);
  EXPECT_EQ(story().failure()->expected, "the number is 2");
  EXPECT_EQ(story().failure()->seen, "it is 1");
}

TEST_F(Expectations, TheStepOfAFailureIsTheLatest) {
  step("one");
  step("two");
  EXPECT_THROW(expect_equal(1, 2, "the number"), ExpectationFailed);
  step("three");
  EXPECT_EQ(story().failure()->step, 2U);
}

TEST_F(Expectations, TheInnermostScopeLeftByAnExceptionIsRemembered) {
  try {
    const auto outer = awaiting({.expected = "outer"});
    const auto inner =
        awaiting({.expected = "a result", .if_thrown = "error-escapes"});
    throw std::runtime_error("disk full");
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "disk full");
  }
  EXPECT_EQ(detail::left_by_exception().if_thrown, "error-escapes");
  EXPECT_EQ(detail::left_by_exception().expected, "a result");
}

TEST_F(Expectations, AScopeLeftInOrderIsForgotten) {
  {
    const auto scope = awaiting({.expected = "a", .if_stuck = "b"});
    EXPECT_EQ(detail::awaited_now().if_stuck, "b");
  }
  EXPECT_EQ(detail::awaited_now().expected, "");
  EXPECT_EQ(detail::left_by_exception().expected, "");
  expect(true, expected("the check goes on"), seen("it does not"));
  EXPECT_EQ(detail::left_by_destruction().expected, "");
}

TEST_F(Expectations, TheInnermostScopeThatWasDestroyedIsRemembered) {
  {
    const auto outer = awaiting({.expected = "outer"});
    const auto inner = awaiting({.expected = "inner", .if_stuck = "empty"});
  }
  EXPECT_EQ(detail::left_by_destruction().if_stuck, "empty");
}

}  // namespace
