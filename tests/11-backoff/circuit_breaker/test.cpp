#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <memory>
#include <stdexcept>
#include <string>

#include "check.hpp"
#include "circuit_breaker.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

/// How a request is going to end.
enum class End { success, failure, cancellation };

/// Calls through one breaker, each told as a step.
class Breaker : public Check {
 protected:
  /// In the body, because the stub may throw here.
  void make(int failures) { breaker_.emplace(failures, 100ms); }

  /// One call. "answer", "failure", "cancelled", "open" (no request was
  /// made), or "another exception".
  asio::awaitable<std::string> call(End end,
                                    std::chrono::nanoseconds lasts = 0ms) {
    const int number = ++calls_;
    bool made = false;
    std::string outcome;
    try {
      outcome = co_await breaker_->call(
          [&]() { return request(made, end, lasts); });
    } catch (const CircuitOpen&) {
      outcome = made ? "open, but asked" : "open";
    } catch (const boost::system::system_error& error) {
      outcome = error.code() == asio::error::operation_aborted
                    ? "cancelled"
                    : "another exception";
    } catch (const std::runtime_error& error) {
      outcome = error.what();
    }
    step("call {}: {}", number, in_full(outcome));
    co_return outcome;
  }

  /// A call that nobody waits for; its outcome comes later.
  std::shared_ptr<std::string> start(End end,
                                     std::chrono::nanoseconds lasts) {
    auto outcome = std::make_shared<std::string>("not ended");
    step("call {} begins; its request takes {}", calls_ + 1, lasts);
    asio::co_spawn(loop(), keep(call(end, lasts), outcome), asio::detached);
    return outcome;
  }

  asio::awaitable<void> fail(int times) {
    for (int i = 0; i < times; ++i) {
      co_await call(End::failure);
    }
  }

 private:
  static asio::awaitable<std::string> request(
      bool& made, End end, std::chrono::nanoseconds lasts) {
    made = true;
    if (lasts > 0ms) {
      co_await pause(lasts);
    }
    switch (end) {
      case End::success:
        co_return "answer";
      case End::failure:
        throw std::runtime_error("failure");
      case End::cancellation:
        break;
    }
    throw boost::system::system_error(asio::error::operation_aborted);
  }

  static asio::awaitable<void> keep(asio::awaitable<std::string> call,
                                    std::shared_ptr<std::string> outcome) {
    *outcome = co_await std::move(call);
  }

  static std::string in_full(const std::string& outcome) {
    return outcome == "open" ? "CircuitOpen, no request is made" : outcome;
  }

  std::optional<CircuitBreaker> breaker_;
  int calls_ = 0;
};

/// Expects what a call came to.
template <class... Meanings>
void expect_outcome(const std::string& outcome, std::string_view wanted,
                    std::string_view because, Meanings... meanings) {
  expect(outcome == wanted,
         expected("this call ends with: {}, {}", wanted, because),
         seen("it ends with: {}", outcome), meanings...);
}

}  // namespace

CO_TEST_F(Breaker, ReturnsTheAnswer) {
  make(3);
  const std::string outcome = co_await call(End::success, 10ms);
  expect_outcome(outcome, "answer", "as its request");
  expect_equal(elapsed(), 10ms, "the time it took");
}

CO_TEST_F(Breaker, ThrowsWhatTheRequestThrows) {
  make(3);
  const std::string outcome = co_await call(End::failure, 10ms);
  expect_outcome(
      outcome, "failure", "the exception of its request",
      means("error-swallowed", outcome.empty() || outcome == "answer"));
  expect_outcome(co_await call(End::success), "answer",
                 "because one failure of three does not open the circuit");
}

CO_TEST_F(Breaker, OpensAfterFailuresInARow) {
  make(3);
  co_await fail(2);
  const std::string third = co_await call(End::failure);
  expect_outcome(third, "failure", "because the circuit is still closed");
  const auto scope = awaiting(
      {.expected = "call 4 ends at once", .if_stuck = "waits-while-open"});
  const std::string fourth = co_await call(End::failure);
  const std::string fifth =
      fourth == "failure" ? co_await call(End::failure) : "";
  const auto took = elapsed();
  expect_outcome(fourth, "open", "because three have failed in a row",
                 means("waits-while-open", took > 0ms),
                 means("opens-late", fifth == "open"),
                 means("never-opens", fifth == "failure"));
  expect(took == 0ms, expected("call 4 ends at once"),
         seen("it ends {} later", took), means("waits-while-open", true));
}

CO_TEST_F(Breaker, StartsAgainAfterASuccess) {
  make(3);
  co_await fail(2);
  co_await call(End::success);
  co_await fail(2);
  const std::string outcome = co_await call(End::success);
  expect_outcome(outcome, "answer",
                 "because there were only two failures in a row",
                 means("counts-all-failures", outcome == "open"));
}

CO_TEST_F(Breaker, StaysOpenForThePause) {
  make(2);
  co_await pause(10ms);
  co_await fail(2);
  for (const auto wait : {1ms, 49ms, 49ms}) {
    co_await pause(wait);
    expect_outcome(co_await call(End::success), "open",
                   "because the pause is not over");
  }
  co_await pause(1ms);
  const std::string trial = co_await call(End::success);
  bool later = trial != "open";
  bool much_later = later;
  if (!later) {
    co_await pause(1ms);
    later = co_await call(End::success) != "open";
    co_await pause(101ms);
    much_later = later || co_await call(End::success) != "open";
  }
  expect_outcome(trial, "answer",
                 "because the pause of 100 ms is over: a trial",
                 means("pause-one-instant-long", later),
                 means("refused-calls-prolong", much_later),
                 means("never-tries", true));
}

CO_TEST_F(Breaker, ClosesAfterAGoodTrial) {
  make(2);
  co_await fail(2);
  co_await pause(101ms);
  co_await call(End::success, 10ms);
  const std::string next = co_await call(End::failure);
  expect_outcome(next, "failure", "because the trial was good",
                 means("stays-half-open", next == "open"));
  const std::string after_one = co_await call(End::success);
  expect_outcome(after_one, "answer",
                 "because one failure of two does not open the circuit",
                 means("count-kept", after_one == "open"));
}

CO_TEST_F(Breaker, OpensAgainAfterABadTrial) {
  make(2);
  co_await fail(2);
  co_await pause(101ms);
  co_await call(End::failure, 10ms);
  const std::string next = co_await call(End::failure);
  const std::string second =
      next == "failure" ? co_await call(End::failure) : "";
  const std::string third =
      second == "failure" ? co_await call(End::failure) : "";
  expect_outcome(
      next, "open", "because the trial has failed",
      means("trial-like-any-call", second == "open" || third == "open"),
      means("pause-not-renewed", third == "failure"));
  co_await pause(95ms);
  expect_outcome(co_await call(End::success), "open",
                 "because the new pause began with the trial's failure",
                 means("pause-not-renewed", true));
  co_await pause(6ms);
  expect_outcome(co_await call(End::success), "answer",
                 "because the new pause is over");
}

CO_TEST_F(Breaker, MakesOneTrialAtATime) {
  make(2);
  co_await fail(2);
  co_await pause(101ms);
  const auto trial = start(End::success, 50ms);
  co_await pause(10ms);
  const std::string other = co_await call(End::success);
  expect_outcome(other, "open", "because the trial is still under way",
                 means("many-trials", other == "answer"));
  co_await pause(50ms);
  expect_outcome(*trial, "answer", "as its request");
  expect_outcome(co_await call(End::success), "answer",
                 "because the trial was good");
}

CO_TEST_F(Breaker, CountsNoCancellations) {
  make(2);
  co_await fail(1);
  expect_outcome(co_await call(End::cancellation), "cancelled",
                 "the exception of its request");
  const std::string third = co_await call(End::failure);
  expect_outcome(third, "failure",
                 "because only one request has failed so far",
                 means("counts-cancellations", third == "open"));
  const std::string fourth = co_await call(End::success);
  expect_outcome(fourth, "open",
                 "because two have failed, in a row: a "
                 "cancellation is no success either");
}

CO_TEST_F(Breaker, RepeatsACancelledTrial) {
  make(2);
  co_await fail(2);
  co_await pause(101ms);
  co_await call(End::cancellation, 5ms);
  const auto trial = start(End::failure, 5ms);
  co_await pause(1ms);
  const std::string other = co_await call(End::success);
  bool later = false;
  if (*trial == "open") {
    co_await pause(101ms);
    later = co_await call(End::success) != "open";
  }
  expect(*trial != "open", expected("call 4 makes its request: a trial"),
         seen("it ends with: open"),
         means("cancelled-trial-reopens", later),
         means("trial-lost", other == "open"));
  expect_outcome(other, "open",
                 "because nothing is known yet: call 4 is the trial now");
  co_await pause(10ms);
  expect_outcome(co_await call(End::success), "open",
                 "because that trial has failed");
  co_await pause(101ms);
  const std::string last = co_await call(End::success);
  expect_outcome(last, "answer", "because the pause is over: a trial");
}

CO_TEST_F(Breaker, IgnoresLateFailures) {
  make(2);
  start(End::failure, 90ms);
  co_await fail(2);
  co_await pause(95ms);
  expect_outcome(co_await call(End::success), "open",
                 "because the pause is not over");
  co_await pause(6ms);
  const std::string trial = co_await call(End::success);
  expect_outcome(trial, "answer",
                 "because the pause is over, 101 ms after the circuit "
                 "opened: a trial",
                 means("late-failure-prolongs", trial == "open"));
}

CO_TEST_F(Breaker, IgnoresLateSuccesses) {
  make(2);
  start(End::success, 50ms);
  const auto late = start(End::success, 110ms);
  co_await fail(2);
  co_await pause(60ms);
  const std::string early = co_await call(End::success);
  expect_outcome(early, "open",
                 "because call 1 began before the circuit opened",
                 means("late-success-closes", early == "answer"));
  co_await pause(41ms);
  const auto trial = start(End::failure, 30ms);
  co_await pause(15ms);
  expect_outcome(*late, "answer", "as its request");
  const std::string other = co_await call(End::success);
  expect_outcome(other, "open",
                 "because the trial, and not call 2, decides",
                 means("late-success-closes", other == "answer"));
}
