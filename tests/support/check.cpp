#include "check.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/system/system_error.hpp>
#include <iostream>

#include "blocking_words.hpp"
#include "duration_format.hpp"
#include "report.hpp"

namespace course::testing {

namespace {

/// Shorter calls pass: joining a thread that has ended is no mistake.
constexpr auto shortest_block = 1ms;

/// What is ready when the body has ended still runs, but no endless loop.
constexpr int most_handlers_after_the_end = 10'000;

Check* running_check = nullptr;

/// Whether a forked child ran on into the check; shared with children.
bool& child_ran_on() {
  static bool* const shared = static_cast<bool*>(
      ::mmap(nullptr, sizeof(bool), PROT_READ | PROT_WRITE,
             MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  return *shared;
}

std::int64_t microseconds(std::chrono::nanoseconds duration) {
  return duration / 1us;
}

std::string name_of_running_test() {
  const ::testing::TestInfo* info =
      ::testing::UnitTest::GetInstance()->current_test_info();
  return fmt::format("{}.{}", info->test_suite_name(), info->name());
}

bool blocked_the_loop() {
  bool blocked = false;
  for (const virtual_time::BlockingCall& call :
       virtual_time::take_blocking_calls()) {
    const auto* kind = virtual_time::find_blocking_kind(call.what);
    if (call.lasted < shortest_block && !(kind && kind->at_any_length)) {
      continue;
    }
    const char* words = kind ? kind->words : call.what;
    blocked = true;
    report::Record("blocked")
        .number("t_us", microseconds(call.at))
        .number("for_us", microseconds(call.lasted))
        .text("what", call.what)
        .raw("frames", report::json_offsets(call.frames))
        .send();
    if (call.lasted == std::chrono::nanoseconds::max()) {
      step("the thread of the event loop is blocked for ever by {}", words);
    } else {
      step("the thread of the event loop is blocked for {} by {}",
           call.lasted, words);
    }
  }
  return blocked;
}

std::string timeline_json(const std::vector<Interval>& intervals) {
  static constexpr std::string_view kinds[] = {"exec", "wait", "ready",
                                               "blocked"};
  std::string out;
  for (const Interval& interval : intervals) {
    out += fmt::format(
        R"({}{{"task":{},"kind":"{}","from_us":{},"to_us":{}}})",
        out.empty() ? "" : ",", report::json_string(interval.task),
        kinds[static_cast<std::size_t>(interval.kind)],
        microseconds(interval.begin), microseconds(interval.end));
  }
  return "[" + out + "]";
}

/// What the runtime says without its beginning, "deadlock at t=...: ",
/// which the verdict and the time of the last step say already.
std::string_view without_heading(std::string_view what) {
  const auto colon = what.find(": ");
  return colon == std::string_view::npos ? what : what.substr(colon + 2);
}

/// For a person who runs the host without the grader.
void print_story(const Failure& failure) {
  std::size_t number = 0;
  for (const Step& step : story().steps()) {
    const char* mark = ++number == failure.step ? ">" : " ";
    std::cout << fmt::format("{} {:3} {:>9}  {}\n", mark, number,
                             in_words(step.at), step.text);
  }
}

}  // namespace

Check* Check::running() noexcept {
  return running_check;
}

Check::Check(Clock clock)
    : clock_(clock == Clock::is_virtual
                 ? std::make_unique<virtual_time::Session>()
                 : nullptr),
      process_(::getpid()) {
  child_ran_on() = false;
  if (clock == Clock::is_virtual) {
    story().begin();
  } else {
    story().begin_in_real_time();
  }
  running_check = this;
  detail::forget_awaited();
  virtual_time::on_deadlock(&Check::on_deadlock);
}

Check::~Check() {
  running_check = nullptr;
}

void Check::TestBody() {
  report::Record("begin").text("check", name_of_running_test()).send();
  run_body();
  leave_in_a_child();
  look_after_the_body();
  if (child_ran_on()) {
    story().fail({.message = "a forked child ran on into the code that "
                             "waits for it: a child ends with _exit"});
  }
  const bool blocked = !blocking_allowed_ && blocked_the_loop();
  if (blocked) {
    story().fail({.message = "the thread of the event loop was blocked"});
  }
  if (!story().failure() && HasFailure()) {
    story().fail({.message = "an EXPECT_ or ASSERT_ of the test failed"});
  }
  const std::optional<Failure> failure = story().failure();
  finish(blocked                    ? "blocked_loop"
         : !failure                 ? "held"
         : failure->verdict.empty() ? "wrong"
                                    : failure->verdict);
  run_what_is_ready();
}

void Check::run_body() {
  bool finished = false;
  asio::co_spawn(loop_, body(), [&](std::exception_ptr error) {
    finished = true;
    if (error) {
      judge_exception(error);
    }
    loop_.stop();
  });
  try {
    loop_.run();
    if (!finished) {
      leave_in_a_child();
      on_deadlock("the event loop has nothing left to do");
    }
  } catch (...) {
    // A completion handler threw: the exception came out of run().
    judge_exception(std::current_exception());
  }
}

// The body has ended, and the outcome with it. What is ready still runs, so
// that sessions see the end of their clients; how they take it is the
// business of the check that is about that.
void Check::run_what_is_ready() {
  loop_.restart();
  for (int i = 0; i < most_handlers_after_the_end; ++i) {
    try {
      if (loop_.poll_one() == 0) {
        return;
      }
    } catch (const std::exception&) {
      continue;
    }
  }
}

void Check::judge_exception(std::exception_ptr error) {
  Awaited awaited = detail::left_by_exception();
  if (awaited.expected.empty()) {
    // Thrown by another coroutine, while the body waits.
    awaited = detail::awaited_now();
  }
  Failure failure{.expected = awaited.expected,
                  .diagnosis = std::string(awaited.if_thrown)};
  try {
    std::rethrow_exception(error);
  } catch (const ExpectationFailed&) {
    return;  // it is in the story already
  } catch (const boost::system::system_error& known) {
    // Its what() also names the place inside Asio, which fills a screen.
    failure.message = known.code().message();
  } catch (const std::exception& known) {
    failure.message = known.what();
  } catch (...) {
    failure.message = "something that is no std::exception";
  }
  if (failure.message.ends_with(" is not written yet")) {
    failure.expected.clear();
    failure.diagnosis.clear();
  } else {
    failure.message =
        fmt::format("an exception was thrown: {}", failure.message);
    failure.seen = failure.message;
  }
  story().fail(std::move(failure));
}

void Check::finish(std::string_view verdict) {
  const std::optional<Failure> failure = story().failure();
  story().close();
  report::Record record("end");
  record.text("check", name_of_running_test())
      .text("verdict", verdict)
      .number("elapsed_us", microseconds(elapsed()));
  const std::vector<Interval> intervals = trace_.intervals();
  if (!intervals.empty()) {
    record.text("model", to_string(classify(intervals)))
        .raw("timeline", timeline_json(intervals));
  }
  if (failure) {
    record.text("message", failure->message)
        .text("expected", failure->expected)
        .text("seen", failure->seen)
        .text("diagnosis", failure->diagnosis)
        .number("step", static_cast<std::int64_t>(failure->step));
    if (!report::connected()) {
      print_story(*failure);
      ADD_FAILURE() << verdict << ": " << failure->message
                    << "\n  expected: " << failure->expected
                    << "\n  seen:     " << failure->seen
                    << "\n  diagnosis: " << failure->diagnosis;
    }
  }
  record.send();
}

void Check::on_deadlock(const char* what) {
  running_check->give_up(std::string(without_heading(what)),
                         fmt::format("at {} everything waits, and nothing "
                                     "is left that could end a wait",
                                     elapsed()));
}

void Check::give_up(std::string message, std::string seen) {
  Awaited awaited = detail::awaited_now();
  if (awaited.expected.empty()) {
    // A wait that nobody can end any more is destroyed, scopes and all.
    awaited = detail::left_by_destruction();
  }
  const bool blocked = !blocking_allowed_ && blocked_the_loop();
  story().fail({.message = std::move(message),
                .expected = awaited.expected,
                .seen = std::move(seen),
                .diagnosis = std::string(awaited.if_stuck)});
  finish(blocked ? "blocked_loop" : "deadlock");
  std::cout.flush();
  _exit(1);
}

// A child that returns from where it was forked would run the rest of the
// check a second time.
void Check::leave_in_a_child() {
  if (::getpid() != process_) {
    child_ran_on() = true;
    _exit(1);
  }
}

}  // namespace course::testing
