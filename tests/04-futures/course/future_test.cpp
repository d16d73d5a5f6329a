#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <course/future.hpp>
#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"
#include "unretrieved_reports.hpp"

namespace {

using namespace course::testing;

using Texts = std::vector<std::string>;
using Log = std::shared_ptr<Texts>;

Log new_log() {
  return std::make_shared<Texts>();
}

std::exception_ptr an_error(const char* text) {
  return std::make_exception_ptr(std::runtime_error(text));
}

/// How an awaitable ends: "returned", "cancelled", or what it throws.
template <typename T>
asio::awaitable<void> log_end(Log log, std::string name,
                              asio::awaitable<T> waiting) {
  try {
    co_await std::move(waiting);
    log->push_back(name + " returned");
  } catch (const boost::system::system_error& error) {
    log->push_back(name + (error.code() == asio::error::operation_aborted
                               ? " cancelled"
                               : " failed"));
  } catch (const std::exception& error) {
    log->push_back(name + ": " + error.what());
  }
}

template <typename T>
void start(asio::io_context& loop, Log log, std::string name,
           asio::awaitable<T> waiting) {
  asio::co_spawn(loop, log_end(log, std::move(name), std::move(waiting)),
                 asio::detached);
}

template <typename T>
void start(asio::io_context& loop, asio::cancellation_signal& signal,
           Log log, std::string name, asio::awaitable<T> waiting) {
  asio::co_spawn(
      loop, log_end(log, std::move(name), std::move(waiting)),
      asio::bind_cancellation_slot(signal.slot(), asio::detached));
}

}  // namespace

CO_TEST(Future, IsEmptyAtFirst) {
  const course::Future<int> future(loop().get_executor());
  expect_equal(future.done(), false, "done");
  expect_equal(future.cancelled(), false, "cancelled");
  expect_equal(future.exception() == nullptr, true, "no exception");
  co_return;
}

CO_TEST(Future, GivesItsResultToAllWhoWaitInOrder) {
  const Log log = new_log();
  course::Future<int> future(loop().get_executor());
  for (const char* name : {"A", "B", "C"}) {
    start(loop(), log, name, future.get());
  }
  co_await pause(10ms);
  expect_equal(log->size(), 0U, "the number of waiters that went on");
  future.set_result(42);
  expect_equal(future.done(), true, "done");
  expect_equal(log->size(), 0U, "the number that went on inside the call");
  co_await pause(1ms);
  expect_equal(*log, Texts{"A returned", "B returned", "C returned"},
               "the log");
}

CO_TEST(Future, ReturnsAtOnceWhenItIsDone) {
  course::Future<std::string> future(loop().get_executor());
  future.set_result("ready");
  bool other_ran = false;
  asio::post(loop(), [&] { other_ran = true; });
  const std::string first = co_await future.get();
  const std::string second = co_await future.get();
  expect_equal(first, "ready", "the first result");
  expect_equal(second, "ready", "the second result");
  expect_equal(other_ran, false, "whether the loop got a turn");
  co_await pause(1ms);
}

CO_TEST(Future, ServesEventsWithoutValue) {
  course::Future<void> future(loop().get_executor());
  asio::post(loop(), [future]() mutable { future.set_result(); });
  co_await future.get();
  expect_equal(future.done(), true, "done");
}

CO_TEST(Future, NeedsNoDefaultConstructor) {
  struct Price {
    explicit Price(int value) : cents(value) {}
    int cents;
  };
  course::Future<Price> future(loop().get_executor());
  future.set_result(Price(250));
  const Price price = co_await future.get();
  expect_equal(price.cents, 250, "the price");
}

CO_TEST(Future, ThrowsItsExceptionToEverybody) {
  const Log log = new_log();
  course::Future<int> future(loop().get_executor());
  start(loop(), log, "A", future.get());
  start(loop(), log, "B", future.get());
  co_await pause(10ms);
  future.set_exception(an_error("disk full"));
  co_await pause(1ms);
  co_await log_end(log, "late", future.get());
  expect_equal(*log,
               Texts{"A: disk full", "B: disk full", "late: disk full"},
               "the log");
}

CO_TEST(Future, TakesOneOutcomeOnly) {
  course::Future<int> future(loop().get_executor());
  future.set_result(1);
  int refused = 0;
  const auto try_to = [&](auto set) {
    try {
      set();
    } catch (const std::future_error& error) {
      refused +=
          error.code() == std::future_errc::promise_already_satisfied;
    }
  };
  try_to([&] { future.set_result(2); });
  try_to([&] { future.set_exception(an_error("late")); });
  expect_equal(refused, 2, "the number of refused outcomes");
  expect_equal(future.cancel(), false, "whether it could be cancelled");
  const int result = co_await future.get();
  expect_equal(result, 1, "the result");
}

CO_TEST(Future, SharesItsResultAmongItsHandles) {
  course::Future<int> future(loop().get_executor());
  const course::Future<int> copy = future;
  future.set_result(5);
  const int result = co_await copy.get();
  expect_equal(result, 5, "the result of the copy");
}

CO_TEST(Future, OutlivesItsHandlesWhileSomebodyWaits) {
  const Log log = new_log();
  std::optional<course::Future<int>> future(std::in_place,
                                            loop().get_executor());
  start(loop(), log, "A", future->get());
  co_await pause(10ms);
  future->set_result(1);
  future.reset();
  co_await pause(1ms);
  expect_equal(*log, Texts{"A returned"}, "the log");
}

CO_TEST(FutureCancellation, ReachesAllWhoWait) {
  const Log log = new_log();
  course::Future<int> future(loop().get_executor());
  start(loop(), log, "A", future.get());
  start(loop(), log, "B", future.wait());
  co_await pause(10ms);
  expect_equal(future.cancel(), true, "whether it could be cancelled");
  expect_equal(future.cancelled(), true, "cancelled");
  co_await pause(1ms);
  expect_equal(*log, Texts{"A cancelled", "B returned"}, "the log");
}

CO_TEST(FutureCancellation, GoesFromTheWaiterToTheFuture) {
  const Log log = new_log();
  asio::cancellation_signal signal;
  course::Future<int> future(loop().get_executor());
  start(loop(), signal, log, "A", future.get());
  start(loop(), log, "B", future.get());
  co_await pause(10ms);
  signal.emit(asio::cancellation_type::all);
  expect_equal(future.cancelled(), true, "cancelled");
  co_await pause(1ms);
  expect_equal(*log, Texts{"A cancelled", "B cancelled"}, "the log");
}

CO_TEST(FutureCancellation, OfAWaitConcernsNobodyElse) {
  const Log log = new_log();
  asio::cancellation_signal signal;
  course::Future<int> future(loop().get_executor());
  start(loop(), signal, log, "A", future.wait());
  start(loop(), log, "B", future.get());
  co_await pause(10ms);
  signal.emit(asio::cancellation_type::all);
  co_await pause(1ms);
  expect_equal(*log, Texts{"A cancelled"}, "the log");
  future.set_result(1);
  co_await pause(1ms);
  expect_equal(*log, Texts{"A cancelled", "B returned"}, "the log");
}

CO_TEST(FutureCancellation, AfterTheWaitChangesNothing) {
  asio::cancellation_signal signal;
  course::Future<int> first(loop().get_executor());
  first.set_result(1);
  const Log log = new_log();
  const auto body =
      [](Log log, course::Future<int> future) -> asio::awaitable<void> {
    co_await future.get();
    co_await log_end(log, "pause", pause(20ms));
  };
  asio::co_spawn(
      loop(), body(log, first),
      asio::bind_cancellation_slot(signal.slot(), asio::detached));
  co_await pause(10ms);
  signal.emit(asio::cancellation_type::all);
  co_await pause(1ms);
  expect_equal(*log, Texts{"pause cancelled"}, "the log");
  expect_equal(first.cancelled(), false, "cancelled");
}

CO_TEST(FutureReport, TellsOfAnExceptionThatNobodySaw) {
  const UnretrievedReports reports;
  {
    course::Future<int> future(loop().get_executor());
    future.set_exception(an_error("disk full"));
    expect_equal(reports.texts().size(), 0U, "the number of reports");
  }
  expect_equal(reports.texts(), Texts{"future: disk full"}, "the reports");
  co_return;
}

CO_TEST(FutureReport, IsSilentAboutWhatWasSeenOrCancelled) {
  const UnretrievedReports reports;
  const Log log = new_log();
  {
    course::Future<int> awaited(loop().get_executor());
    awaited.set_exception(an_error("disk full"));
    co_await log_end(log, "A", awaited.get());
    course::Future<int> asked(loop().get_executor());
    asked.set_exception(an_error("disk full"));
    (void)asked.exception();
    course::Future<int> cancelled(loop().get_executor());
    cancelled.cancel();
  }
  expect_equal(reports.texts().size(), 0U, "the number of reports");
}

CO_TEST(FutureLifetime, LeavesNothingBehindWhenItsLoopIsDestroyed) {
  const Log log = new_log();
  {
    asio::io_context other;
    const course::Future<int> future(other.get_executor());
    start(other, log, "A", future.get());
    start(other, log, "B", future.wait());
    other.poll();
    expect_equal(log.use_count(), 3, "the number of holders of the log");
  }
  expect_equal(log.use_count(), 1, "the number of holders of the log");
  co_return;
}
