#include <atomic>
#include <boost/asio.hpp>
#include <course/run_in_executor.hpp>
#include <course/work_for.hpp>
#include <memory>
#include <string>
#include <thread>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;
using course::run_in_executor;

/// A call on the pool that a signal can cancel, and how it ended.
struct Cancellable {
  asio::cancellation_signal signal;
  std::string ended;

  template <typename Function>
  void start(asio::any_io_executor loop, asio::thread_pool& pool,
             Function function) {
    asio::co_spawn(loop, run_in_executor(pool, std::move(function)),
                   asio::bind_cancellation_slot(
                       signal.slot(), [this](std::exception_ptr error) {
                         ended = error ? what(error) : "returned";
                         step("the call ended: {}", ended);
                       }));
  }

  static std::string what(std::exception_ptr error) {
    try {
      std::rethrow_exception(error);
    } catch (const boost::system::system_error& e) {
      return e.code() == asio::error::operation_aborted ? "cancelled"
                                                        : e.what();
    } catch (const std::exception& e) {
      return e.what();
    }
  }
};

}  // namespace

CO_TEST(RunInExecutorCancellation, EndsTheWaitAtOnce) {
  asio::thread_pool pool(1);
  std::atomic<bool> finished = false;
  Cancellable call;
  call.start(co_await asio::this_coro::executor, pool, [&] {
    std::this_thread::sleep_for(30ms);
    finished = true;
  });
  co_await pause(10ms);
  call.signal.emit(asio::cancellation_type::terminal);
  co_await pause(1ms);
  expect_equal(call.ended, "cancelled", "the end at 11 ms");
  expect(!finished, expected("the work runs on"), seen("it has ended"));
  co_await pause(20ms);
  expect(finished, expected("it runs to its end, at 30 ms"),
         seen("it has not ended"));
}

CO_TEST(RunInExecutorCancellation, NeverBeginsAQueuedCall) {
  asio::thread_pool pool(1);
  asio::post(pool, [] { std::this_thread::sleep_for(30ms); });
  std::atomic<bool> begun = false;
  Cancellable call;
  call.start(co_await asio::this_coro::executor, pool,
             [&] { begun = true; });
  co_await pause(10ms);
  call.signal.emit(asio::cancellation_type::terminal);
  co_await pause(30ms);
  expect_equal(call.ended, "cancelled", "the end");
  expect(!begun, expected("the queued call is never begun"),
         seen("it was begun"));
}

CO_TEST(RunInExecutorCancellation, DropsALateException) {
  asio::thread_pool pool(1);
  Cancellable call;
  call.start(co_await asio::this_coro::executor, pool, [] {
    std::this_thread::sleep_for(30ms);
    throw std::runtime_error("too late");
  });
  co_await pause(10ms);
  call.signal.emit(asio::cancellation_type::terminal);
  co_await pause(30ms);
  expect_equal(call.ended, "cancelled", "the end");
}

CO_TEST(RunInExecutorCancellation, ReportsACallThatAStoppedPoolDrops) {
  Cancellable call;
  {
    asio::thread_pool pool(1);
    asio::post(pool, [] { std::this_thread::sleep_for(30ms); });
    call.start(co_await asio::this_coro::executor, pool, [] {});
    co_await pause(10ms);
    allow_blocking();
  }  // stops and joins: the queued call is dropped
  co_await pause(1ms);
  expect_equal(call.ended, "cancelled", "the end");
}

CO_TEST(RunInExecutorCancellation, KeepsTheLoopAliveWhileItWaits) {
  asio::io_context other;
  asio::thread_pool pool(1);
  std::string result;
  asio::co_spawn(
      other,
      [&]() -> asio::awaitable<void> {
        result = co_await run_in_executor(pool, [] {
          std::this_thread::sleep_for(30ms);
          return std::string("read");
        });
      },
      asio::detached);
  allow_blocking();
  other.run();
  expect_equal(result, "read", "the result when run() has returned");
  co_return;
}

CO_TEST(RunInExecutorCancellation, SurvivesTheEndOfTheLoop) {
  std::atomic<bool> first = false, second = false;
  {
    asio::io_context other;
    asio::thread_pool pool(1);
    for (auto* flag : {&first, &second}) {
      asio::co_spawn(other,
                     run_in_executor(pool,
                                     [flag] {
                                       std::this_thread::sleep_for(30ms);
                                       *flag = true;
                                     }),
                     asio::detached);
    }
    other.poll();
    co_await pause(10ms);
    allow_blocking();
  }  // the pool is joined, then the loop destroyed with its coroutines
  expect(first, expected("the call that had begun runs to its end"),
         seen("it does not"));
  expect(!second, expected("the queued one never begins"), seen("it does"));
}
