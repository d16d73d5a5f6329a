#pragma once

#include <gtest/gtest.h>
#include <sys/types.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <course/trace.hpp>
#include <memory>
#include <string>

#include "expect.hpp"
#include "story.hpp"
#include "virtual_time.hpp"

/// Checks are GoogleTest tests whose body is a coroutine on virtual time:
///
///     CO_TEST(GatherSettled, KeepsTheOrderOfItsInput) {
///       auto outcomes = co_await gather_settled(three_jobs());
///       expect_equal(elapsed(), 30ms, "the time it took");
///     }
///
/// A check does not hold if an expectation fails, an exception leaves its
/// body, nothing is left that could go on (deadlock), or a coroutine
/// blocked the thread of the event loop for a millisecond or longer.
namespace course::testing {

namespace asio = boost::asio;
using namespace std::chrono_literals;

/// The fixture of all checks: an event loop on virtual time and a trace.
class Check : public ::testing::Test {
 public:
  /// The body of the check, written by CO_TEST. It runs on loop().
  virtual asio::awaitable<void> body() = 0;

  /// Runs the body and decides the outcome.
  void TestBody() override;

  /// The event loop of the check; its clock is virtual from the start.
  asio::io_context& loop() { return loop_; }

  /// Where the check's jobs record when they ran and waited.
  Trace& trace() { return trace_; }

  /// For the few checks whose own code blocks on purpose.
  void allow_blocking() { blocking_allowed_ = true; }

  /// The check that runs now, or null between checks.
  static Check* running() noexcept;

 protected:
  enum class Clock { is_virtual, real };

  explicit Check(Clock clock = Clock::is_virtual);
  ~Check() override;

  /// What a kind of check looks at when its body has ended, before the
  /// outcome is decided. Failures go into the story.
  virtual void look_after_the_body() {}

  /// Runs what is ready on the loop, exceptions ignored, but no endless
  /// loop.
  void run_what_is_ready();

  /// Reports that nothing will ever go on and ends the process: nobody
  /// would return from here. `message` and `seen` as in Failure.
  [[noreturn]] void give_up(std::string message, std::string seen);

 private:
  void run_body();
  void judge_exception(std::exception_ptr error);
  void finish(std::string_view verdict);
  void leave_in_a_child();
  static void on_deadlock(const char* what);

  // The clock comes first: the loop's reactor reads it when it is made.
  std::unique_ptr<virtual_time::Session> clock_;
  asio::io_context loop_{1};
  Trace trace_;
  bool blocking_allowed_ = false;
  pid_t process_;
};

/// Expects that the jobs recorded in the trace of the running check ran in
/// the model `wanted`, for example Model::asynchronous_concurrent.
///
/// @throws ExpectationFailed  if the trace shows another model
template <std::same_as<Meaning>... Meanings>
void expect_model(Model wanted, Meanings... meanings) {
  const Model model = classify(Check::running()->trace().intervals());
  expect(model == wanted, expected("the run is {}", to_string(wanted)),
         seen("its trace shows that it is {}", to_string(model)),
         meanings...);
}

namespace detail {

/// Registers a check with GoogleTest. All checks of a suite share
/// `Fixture`.
template <class Fixture, class TheCheck>
bool register_check(const char* suite, const char* name, const char* file,
                    int line) {
  ::testing::RegisterTest(suite, name, nullptr, nullptr, file, line,
                          []() -> Fixture* { return new TheCheck; });
  return true;
}

}  // namespace detail

}  // namespace course::testing

#define COURSE_CHECK(fixture, suite, name)                               \
  struct suite##_##name##_Check final : fixture {                        \
    ::boost::asio::awaitable<void> body() override;                      \
  };                                                                     \
  [[maybe_unused]] static const bool suite##_##name##_registered =       \
      ::course::testing::detail::register_check<fixture,                 \
                                                suite##_##name##_Check>( \
          #suite, #name, __FILE__, __LINE__);                            \
  ::boost::asio::awaitable<void> suite##_##name##_Check::body()

/// A check whose body is a coroutine.
#define CO_TEST(suite, name) \
  COURSE_CHECK(::course::testing::Check, suite, name)

/// The same with a fixture of its own, derived from Check.
#define CO_TEST_F(fixture, name) COURSE_CHECK(fixture, fixture, name)
