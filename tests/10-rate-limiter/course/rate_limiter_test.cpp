#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/system/system_error.hpp>
#include <course/rate_limiter.hpp>
#include <course/work_for.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

using Times = std::vector<std::chrono::nanoseconds>;
using Log = std::vector<std::string>;

asio::awaitable<void> call(course::RateLimiter& limiter, Times& passed) {
  co_await limiter.acquire();
  passed.push_back(elapsed());
}

asio::awaitable<void> call(course::RateLimiter& limiter, std::string name,
                           Log& log) {
  try {
    co_await limiter.acquire();
    log.push_back(fmt::format("{} at {}", name, elapsed()));
  } catch (const boost::system::system_error& error) {
    log.push_back(fmt::format("{} {}", name,
                              error.code() == asio::error::operation_aborted
                                  ? "is cancelled"
                                  : "fails"));
  }
}

class RateLimiterTest : public Check {
 protected:
  void start(asio::awaitable<void> job) {
    asio::co_spawn(loop(), std::move(job), asio::detached);
  }

  /// Cancelled by signals_[i], in the order of the calls.
  void start_cancellable(asio::awaitable<void> job) {
    signals_.push_back(std::make_unique<asio::cancellation_signal>());
    asio::co_spawn(loop(), std::move(job),
                   asio::bind_cancellation_slot(signals_.back()->slot(),
                                                asio::detached));
  }

  void cancel(std::size_t i) {
    signals_[i]->emit(asio::cancellation_type::all);
  }

  course::RateLimiter three_a_second() {
    return {loop().get_executor(), 3, 1s};
  }

  Log log_;
  Times passed_;
  std::vector<std::unique_ptr<asio::cancellation_signal>> signals_;
};

}  // namespace

CO_TEST_F(RateLimiterTest, LetsABurstPassAndThenOneWindowLaterTheNext) {
  course::RateLimiter limiter = three_a_second();
  for (int i = 0; i < 10; ++i) {
    start(call(limiter, passed_));
  }
  co_await pause(10s);
  expect_equal(passed_, Times({0s, 0s, 0s, 1s, 1s, 1s, 2s, 2s, 2s, 3s}),
               "when they passed");
}

CO_TEST_F(RateLimiterTest, PassesWithoutSuspendingWhenThereIsRoom) {
  course::RateLimiter limiter = three_a_second();
  bool other_ran = false;
  asio::post(loop(), [&] { other_ran = true; });
  co_await limiter.acquire();
  expect(!other_ran, expected("acquire does not give the loop a turn"),
         seen("it does"));
}

CO_TEST_F(RateLimiterTest, SlidesItsWindow) {
  course::RateLimiter limiter = three_a_second();
  for (const auto gap : {0ms, 400ms, 400ms, 0ms, 0ms, 0ms}) {
    co_await pause(gap);
    co_await call(limiter, passed_);
  }
  expect_equal(passed_, Times({0ms, 400ms, 800ms, 1000ms, 1400ms, 1800ms}),
               "when they passed");
}

CO_TEST_F(RateLimiterTest, CountsTheInstantAtTheEndOfAWindowAsTheNext) {
  course::RateLimiter limiter = three_a_second();
  for (int i = 0; i < 3; ++i) {
    expect(limiter.try_acquire(), expected("the first three may pass"),
           seen("call {} may not", i));
  }
  co_await pause(1s - 1us);
  expect(!limiter.try_acquire(),
         expected("a microsecond before the end nobody may pass"),
         seen("somebody may"));
  co_await pause(1us);
  for (int i = 0; i < 3; ++i) {
    expect(limiter.try_acquire(), expected("at the end three may pass"),
           seen("call {} may not", i));
  }
  expect(!limiter.try_acquire(), expected("and no more than three"),
         seen("a fourth may"));
}

CO_TEST_F(RateLimiterTest, LetsNobodyPassWhoCameLater) {
  course::RateLimiter limiter(loop().get_executor(), 1, 10ms);
  start(call(limiter, "A", log_));
  for (const char* name : {"B", "C", "D"}) {
    start(call(limiter, name, log_));
    co_await pause(1ms);
  }
  co_await pause(7ms);  // 10 ms: B may pass
  expect(!limiter.try_acquire(), expected("B, C and D come first"),
         seen("somebody passes before them"));
  start(call(limiter, "E", log_));
  co_await pause(100ms);
  expect_equal(log_,
               Log({"A at 0 s", "B at 10 ms", "C at 20 ms", "D at 30 ms",
                    "E at 40 ms"}),
               "who passed when");
}

CO_TEST_F(RateLimiterTest, CountsFromThePassingWhenTheLoopIsLate) {
  course::RateLimiter limiter(loop().get_executor(), 1, 10ms);
  for (int i = 0; i < 4; ++i) {
    start(call(limiter, passed_));
  }
  co_await pause(5ms);
  course::work_for(18ms);  // the second call could have passed at 10 ms
  co_await pause(100ms);
  expect_equal(passed_, Times({0ms, 23ms, 33ms, 43ms}), "when they passed");
}

CO_TEST_F(RateLimiterTest, MovesUpWhenTheFirstInLineIsCancelled) {
  course::RateLimiter limiter(loop().get_executor(), 1, 10ms);
  co_await limiter.acquire();
  for (const char* name : {"A", "B", "C"}) {
    start_cancellable(call(limiter, name, log_));
  }
  co_await pause(5ms);
  cancel(0);
  co_await pause(50ms);
  expect_equal(log_, Log({"A is cancelled", "B at 10 ms", "C at 20 ms"}),
               "what happened");
}

CO_TEST_F(RateLimiterTest, ClosesUpWhenSomebodyInTheLineIsCancelled) {
  course::RateLimiter limiter(loop().get_executor(), 1, 10ms);
  co_await limiter.acquire();
  for (const char* name : {"A", "B", "C"}) {
    start_cancellable(call(limiter, name, log_));
  }
  co_await pause(5ms);
  cancel(1);
  co_await pause(50ms);
  expect_equal(log_, Log({"B is cancelled", "A at 10 ms", "C at 20 ms"}),
               "what happened");
}

CO_TEST_F(RateLimiterTest, ForgetsAllWhoAreCancelled) {
  course::RateLimiter limiter(loop().get_executor(), 1, 10ms);
  co_await limiter.acquire();
  for (const char* name : {"A", "B", "C"}) {
    start_cancellable(call(limiter, name, log_));
  }
  co_await pause(5ms);
  for (const std::size_t i : {0U, 1U, 2U}) {
    cancel(i);
  }
  co_await call(limiter, "D", log_);
  expect_equal(log_.back(), "D at 10 ms", "the last entry");
  expect_equal(log_.size(), 4U, "the number of entries");
}

CO_TEST_F(RateLimiterTest, IsIdleAgainWhenNothingCounts) {
  course::RateLimiter limiter(loop().get_executor(), 2, 10ms);
  expect(limiter.idle(), expected("a new one is idle"), seen("not"));
  co_await limiter.acquire();
  co_await pause(10ms - 1us);
  expect(!limiter.idle(), expected("the call still counts"), seen("idle"));
  co_await pause(1us);
  expect(limiter.idle(), expected("the call counts no more"), seen("not"));
}

CO_TEST_F(RateLimiterTest, IsNotIdleWhileSomebodyWaits) {
  course::RateLimiter limiter(loop().get_executor(), 1, 10ms);
  co_await limiter.acquire();
  start(call(limiter, passed_));
  course::work_for(20ms);
  expect(!limiter.idle(), expected("somebody waits"), seen("it is idle"));
  co_await pause(1ms);
  expect_equal(passed_, Times{20ms}, "when the other passed");
}

CO_TEST_F(RateLimiterTest, MayGoBeforeThoseWhoWait) {
  {
    asio::io_context other_loop;
    Times passed;
    course::RateLimiter limiter(other_loop.get_executor(), 1, 10ms);
    for (int i = 0; i < 3; ++i) {
      asio::co_spawn(other_loop, call(limiter, passed), asio::detached);
    }
    other_loop.poll();
    expect_equal(passed.size(), 1U, "the calls that passed");
  }  // the limiter first, then the coroutines with their loop
  co_return;
}

CO_TEST_F(RateLimiterTest, KeepsAWindowThatNeverEnds) {
  course::RateLimiter limiter(loop().get_executor(), 1,
                              course::RateLimiter::Clock::duration::max());
  co_await limiter.acquire();
  start_cancellable(call(limiter, "A", log_));
  co_await pause(10h);
  expect_equal(log_, Log{}, "who passes in ten hours");
  expect(!limiter.try_acquire() && !limiter.idle(),
         expected("the first call counts for ever"), seen("it does not"));
  cancel(0);
  co_await pause(1ms);
  expect_equal(log_, Log{"A is cancelled"}, "what happened");
}

CO_TEST_F(RateLimiterTest, RefusesALimitOfNothing) {
  const auto refused = [this](std::size_t calls,
                              course::RateLimiter::Clock::duration window) {
    try {
      course::RateLimiter limiter(loop().get_executor(), calls, window);
      return false;
    } catch (const std::invalid_argument&) {
      return true;
    }
  };
  expect(refused(0, 1s), expected("0 calls are refused"), seen("not"));
  expect(refused(3, 0s), expected("a window of 0 is refused"), seen("not"));
  expect(refused(3, -1s), expected("one below 0 is refused"), seen("not"));
  co_return;
}
