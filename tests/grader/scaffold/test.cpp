#include <stdexcept>

#include "EXERCISE_NAME.hpp"
#include "check.hpp"

using namespace course::testing;

// FILL IN: the checks. Each tells a story in steps, expects something that
// README.md promises, and ties a diagnosis to what it observed.
CO_TEST(ExerciseName, WaitsTenMilliseconds) {
  step("EXERCISE_NAME gets 1, 2 and 3");
  co_await EXERCISE_NAME({1, 2, 3});
  expect(elapsed() == 10ms, expected("it returns after 10 ms"),
         seen("it returned after {}", elapsed()),
         means("does-not-wait", elapsed() == 0ms));
}

CO_TEST(ExerciseName, ReturnsTheSum) {
  step("EXERCISE_NAME gets 1, 2 and 3");
  const int sum = co_await EXERCISE_NAME({1, 2, 3});
  expect(sum == 6, expected("it returns 6"), seen("it returned {}", sum),
         means("first-only", sum == 1));
}

CO_TEST(ExerciseName, RefusesNoValues) {
  step("EXERCISE_NAME gets no values");
  int sum = 0;
  try {
    sum = co_await EXERCISE_NAME({});
  } catch (const std::invalid_argument&) {
    step("it throws std::invalid_argument");
    co_return;
  }
  expect(false, expected("it throws std::invalid_argument"),
         seen("it returned {}", sum), means("zero-for-nothing", sum == 0));
}
