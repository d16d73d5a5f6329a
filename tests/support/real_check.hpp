#pragma once

#include <chrono>

#include "check.hpp"
#include "children.hpp"

/// Checks in real time, for what no virtual clock can drive: processes.
///
///     REAL_TEST(AskWorker, GetsTheAnswer) {
///       const auto scope = awaiting({.expected = "the worker answers",
///                                    .if_stuck = "no-newline"});
///       const std::string answer = co_await ask_worker("21");
///       expect_equal(answer, "42", "the answer");
///     }
///
/// Clocks of shared machines are noisy: such a check asserts structure
/// (counts, order, a barrier that everybody must reach) and never how long
/// something took. A wait that nothing ends is given up after some seconds
/// with the diagnosis of its `awaiting`. Blocking calls are not looked at.
namespace course::testing {

/// What it means if a check leaves child processes behind.
struct ChildrenMean {
  std::string_view running = {};  ///< diagnosis if one still runs
  std::string_view zombies = {};  ///< if one's exit status was not taken
};

/// The fixture of checks in real time. It holds the check's child processes
/// to account: when the body has ended, none may be left, and grandchildren
/// whose parent died count as children. Only the exit status of a program's
/// own children is not asked for: see reap_orphans().
class RealCheck : public Check {
 public:
  /// Says what children that are left behind mean; without it they fail
  /// the check with no diagnosis.
  void children_mean(ChildrenMean meaning) { children_mean_ = meaning; }

  /// For a check that does much: from now on a wait counts as endless
  /// after this time.
  void be_patient_for(std::chrono::seconds time);

 protected:
  RealCheck();
  ~RealCheck() override;

 private:
  void look_after_the_body() override;
  bool was_computing() const;
  static void on_alarm(int);

  /// How long a wait may take before it counts as endless. Long beside
  /// what most checks do, which is milliseconds, and shorter than the
  /// grader's limit, which knows no diagnosis. A fork under
  /// AddressSanitizer takes ten times as long as without.
#if __has_feature(address_sanitizer)
  std::chrono::seconds patience_{20};
#else
  std::chrono::seconds patience_{6};
#endif
  ChildrenMean children_mean_;
};

}  // namespace course::testing

/// A check in real time whose body is a coroutine.
#define REAL_TEST(suite, name) \
  COURSE_CHECK(::course::testing::RealCheck, suite, name)

/// The same with a fixture of its own, derived from RealCheck.
#define REAL_TEST_F(fixture, name) COURSE_CHECK(fixture, fixture, name)
