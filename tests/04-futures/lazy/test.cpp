#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <course/traced.hpp>
#include <memory>
#include <stdexcept>
#include <string>

#include "check.hpp"
#include "jobs.hpp"
#include "lazy.hpp"

namespace {

using namespace course::testing;

/// A number that takes 30 ms to compute, and the callers' view of it.
struct Computation {
  int starts = 0;
  int failures_to_come = 0;
};

using ComputationPtr = std::shared_ptr<Computation>;

asio::awaitable<int> compute(ComputationPtr computation) {
  ++computation->starts;
  step("the computation starts");
  co_await course::traced(Check::running()->trace(), "compute",
                          pause(30ms));
  if (computation->failures_to_come-- > 0) {
    step("the computation fails");
    throw std::runtime_error("no answer");
  }
  step("the computation ends");
  co_return 42;
}

using Token = std::shared_ptr<Lazy<int>>;

Token new_token(const ComputationPtr& computation) {
  return std::make_shared<Lazy<int>>(
      [computation] { return compute(computation); });
}

/// Somebody who calls get(), and how that ends.
struct Caller {
  explicit Caller(std::string name) : name(std::move(name)) {}

  std::string name;
  std::string end;  ///< empty while it waits
  std::chrono::nanoseconds at{-1};
  asio::cancellation_signal signal;
};

using CallerPtr = std::shared_ptr<Caller>;

asio::awaitable<void> calls(CallerPtr caller, Token token) {
  step("{} calls get()", caller->name);
  try {
    caller->end = std::to_string(co_await course::traced(
        Check::running()->trace(), caller->name, token->get()));
  } catch (const boost::system::system_error& error) {
    caller->end = error.code() == asio::error::operation_aborted
                      ? "operation_aborted"
                      : error.what();
  } catch (const std::runtime_error& error) {
    caller->end = error.what();
  }
  caller->at = elapsed();
  step("{} gets: {}", caller->name, caller->end);
}

/// Calls get() up to `attempts` times, one right after the other.
asio::awaitable<void> tries(CallerPtr caller, Token token, int attempts) {
  do {
    co_await calls(caller, token);
  } while (caller->end == "no answer" && --attempts > 0);
}

CallerPtr start(std::string name, const Token& token, int attempts = 1) {
  const auto caller = std::make_shared<Caller>(std::move(name));
  asio::co_spawn(
      Check::running()->loop(), tries(caller, token, attempts),
      asio::bind_cancellation_slot(caller->signal.slot(), asio::detached));
  return caller;
}

void cancel(const CallerPtr& caller) {
  step("{} is cancelled", caller->name);
  caller->signal.emit(asio::cancellation_type::all);
}

template <class... Meanings>
void expect_end(const CallerPtr& caller, const std::string& end,
                std::chrono::nanoseconds at, Meanings... meanings) {
  expect(caller->end == end && caller->at == at,
         expected("{} gets {} at {}", caller->name, end, at),
         caller->end.empty()
             ? seen("at {} it still waits", elapsed())
             : seen("it gets {} at {}", caller->end, caller->at),
         meanings...);
}

}  // namespace

CO_TEST(Lazy, ComputesWhenItIsNeeded) {
  const auto computation = std::make_shared<Computation>();
  const Token token = new_token(computation);
  co_await pause(10ms);
  expect(computation->starts == 0,
         expected("nothing is computed before get() is called"),
         seen("the computation has started"));
  step("get() is called");
  const int value = co_await token->get();
  expect_equal(value, 42, "the value");
  expect_equal(elapsed(), 40ms, "the time it took");
}

CO_TEST(Lazy, ComputesOnceForAllWhoWait) {
  const auto computation = std::make_shared<Computation>();
  const Token token = new_token(computation);
  const auto ada = start("Ada", token);
  co_await pause(10ms);
  const auto grace = start("Grace", token);
  const auto barbara = start("Barbara", token);
  co_await pause(10ms);
  expect(computation->starts == 1,
         expected("Ada, Grace and Barbara wait for one computation"),
         seen("{} were started", computation->starts),
         means("both-compute", computation->starts > 1));
  co_await pause(100ms);
  expect(computation->starts == 1,
         expected("Ada, Grace and Barbara wait for one computation"),
         seen("{} were started, one after another", computation->starts),
         means("one-after-another", computation->starts == 3));
  for (const auto& caller : {ada, grace, barbara}) {
    expect_end(caller, "42", 30ms);
  }
}

CO_TEST(Lazy, KeepsTheValue) {
  const auto computation = std::make_shared<Computation>();
  const Token token = new_token(computation);
  const auto ada = start("Ada", token);
  co_await pause(50ms);
  expect_end(ada, "42", 30ms);
  const auto grace = start("Grace", token);
  co_await pause(50ms);
  expect_end(grace, "42", 50ms,
             means("not-kept", computation->starts == 2));
}

CO_TEST(Lazy, ThrowsToAllWhoWait) {
  const auto computation = std::make_shared<Computation>();
  computation->failures_to_come = 1;
  const Token token = new_token(computation);
  const auto ada = start("Ada", token);
  co_await pause(10ms);
  const auto grace = start("Grace", token);
  const auto barbara = start("Barbara", token);
  co_await pause(150ms);
  int told = 0;
  for (const auto& caller : {ada, grace, barbara}) {
    told += caller->end == "no answer" && caller->at == 30ms ? 1 : 0;
  }
  for (const auto& caller : {ada, grace, barbara}) {
    expect_end(
        caller, "no answer", 30ms,
        means("error-never-arrives", told == 0 && caller->end.empty()),
        means("only-the-first-hears", told == 1));
  }
}

CO_TEST(Lazy, TriesAgainAfterAFailure) {
  const auto computation = std::make_shared<Computation>();
  computation->failures_to_come = 1;
  const Token token = new_token(computation);
  const auto ada = start("Ada", token);
  co_await pause(50ms);
  expect_end(ada, "no answer", 30ms,
             means("error-never-arrives", ada->end.empty()));
  const auto grace = start("Grace", token);
  co_await pause(50ms);
  expect_end(grace, "42", 80ms,
             means("failure-kept",
                   grace->end == "no answer" && computation->starts == 1));
}

CO_TEST(Lazy, TriesAgainAtOnce) {
  const auto computation = std::make_shared<Computation>();
  computation->failures_to_come = 1;
  const Token token = new_token(computation);
  step("Ada and Grace try again at once when they fail");
  const auto ada = start("Ada", token, 2);
  const auto grace = start("Grace", token, 2);
  co_await pause(50ms);
  const auto barbara = start("Barbara", token);
  co_await pause(50ms);
  expect(computation->starts == 2,
         expected("the second attempts, of Ada and of Grace, and Barbara "
                  "wait for one computation"),
         seen("{} were started", computation->starts),
         means("new-one-forgotten", computation->starts > 2));
  for (const auto& caller : {ada, grace, barbara}) {
    expect_end(caller, "42", 60ms);
  }
}

CO_TEST(Lazy, LetsOneLeave) {
  const auto computation = std::make_shared<Computation>();
  const Token token = new_token(computation);
  const auto ada = start("Ada", token);
  const auto grace = start("Grace", token);
  co_await pause(10ms);
  cancel(grace);
  co_await pause(50ms);
  expect_end(grace, "operation_aborted", 10ms,
             means("cannot-leave", grace->at == 30ms));
  expect_end(ada, "42", 30ms,
             means("all-leave-together", ada->end == "operation_aborted"));
}

CO_TEST(Lazy, GoesOnWithoutTheFirst) {
  const auto computation = std::make_shared<Computation>();
  const Token token = new_token(computation);
  const auto ada = start("Ada", token);
  const auto grace = start("Grace", token);
  co_await pause(10ms);
  cancel(ada);
  co_await pause(1ms);
  const auto barbara = start("Barbara", token);
  co_await pause(59ms);
  expect_end(grace, "42", 30ms,
             means("dies-with-the-first", grace->end != "42"));
  expect_end(ada, "operation_aborted", 10ms,
             means("cannot-leave", ada->at == 30ms));
  expect_end(barbara, "42", 30ms,
             means("dies-with-the-first", barbara->at > 30ms));
}
