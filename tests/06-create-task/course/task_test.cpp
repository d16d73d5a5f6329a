#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <course/gather.hpp>
#include <course/task.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;

using Texts = std::vector<std::string>;
using Log = std::shared_ptr<Texts>;

Log new_log() {
  return std::make_shared<Texts>();
}

asio::awaitable<int> logged(Log log, std::string name,
                            std::chrono::milliseconds delay = 0ms) {
  log->push_back(name + " starts");
  co_await pause(delay);
  log->push_back(name + " ends");
  co_return 7;
}

/// Waits for 10 ms more when it is cancelled.
asio::awaitable<void> cleans_up(Log log) {
  try {
    co_await pause(50ms);
  } catch (const boost::system::system_error&) {
    log->push_back("cleans up");
  }
  co_await asio::this_coro::reset_cancellation_state();
  co_await pause(10ms);
  log->push_back("clean");
  throw boost::system::system_error(asio::error::operation_aborted);
}

asio::awaitable<std::string> does_not_give_in() {
  co_await asio::this_coro::reset_cancellation_state(
      asio::disable_cancellation());
  co_await pause(30ms);
  co_return "done all the same";
}

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
void start(asio::io_context& loop, asio::cancellation_signal& signal,
           Log log, std::string name, asio::awaitable<T> waiting) {
  asio::co_spawn(
      loop, log_end(log, std::move(name), std::move(waiting)),
      asio::bind_cancellation_slot(signal.slot(), asio::detached));
}

}  // namespace

CO_TEST(Task, StartsOnTheNextTurnBehindWhatIsReady) {
  const Log log = new_log();
  asio::post(loop(), [log] { log->push_back("posted before"); });
  const auto task =
      course::create_task(loop().get_executor(), logged(log, "A"));
  log->push_back("the parent goes on");
  co_await task.get();
  expect_equal(
      *log,
      Texts{"the parent goes on", "posted before", "A starts", "A ends"},
      "the log");
}

CO_TEST(Task, RunsWhetherItIsAwaitedOrNot) {
  const Log log = new_log();
  course::create_task(loop().get_executor(), logged(log, "A", 10ms));
  co_await pause(20ms);
  expect_equal(*log, Texts{"A starts", "A ends"}, "the log");
  expect_equal(log.use_count(), 1, "the number of holders of the log");
}

CO_TEST(Task, OverlapsWithItsParent) {
  const auto task = course::create_task(
      loop().get_executor(), job({.name = "A", .wait = 20ms, .result = 3}));
  co_await job({.name = "parent", .wait = 10ms});
  const int result = co_await task.get();
  expect_equal(result, 3, "the result");
  expect_equal(elapsed(), 20ms, "the time it took");
  expect_model(course::Model::asynchronous_concurrent);
}

CO_TEST(Task, GivesItsResultManyTimes) {
  const auto task = course::create_task(
      loop().get_executor(), job({.name = "A", .wait = 20ms, .result = 3}));
  const auto results = co_await course::gather(task.get(), task.get());
  expect_equal(std::get<0>(results), 3, "the first result");
  expect_equal(std::get<1>(results), 3, "the second result");
  const int late = co_await task.get();
  expect_equal(late, 3, "the late result");
  expect_equal(elapsed(), 20ms, "the time it took");
}

CO_TEST(Task, KnowsWhetherItIsDone) {
  const auto task = course::create_task(loop().get_executor(), pause(10ms));
  expect_equal(task.done(), false, "done at first");
  co_await pause(5ms);
  expect_equal(task.done(), false, "done at 5 ms");
  co_await pause(6ms);
  expect_equal(task.done(), true, "done at 11 ms");
  expect_equal(task.cancelled(), false, "cancelled");
  expect_equal(task.exception() == nullptr, true, "no exception");
}

CO_TEST(Task, WaitsWithoutTakingTheOutcome) {
  const auto task = course::create_task(
      loop().get_executor(),
      job({.name = "A", .wait = 10ms, .fails_with = "disk full"}));
  co_await task.wait();
  expect_equal(elapsed(), 10ms, "the time it took");
  expect_equal(course::detail::text_of(task.exception()), "disk full",
               "the exception");
}

CO_TEST(Task, RunsOnTheExecutorThatItIsGiven) {
  const auto strand = asio::make_strand(loop());
  const auto on_strand = []() -> asio::awaitable<bool> {
    const asio::any_io_executor executor =
        co_await asio::this_coro::executor;
    co_return executor
            .target<asio::strand<asio::io_context::executor_type>>() !=
        nullptr;
  };
  const bool result =
      co_await course::create_task(strand, on_strand()).get();
  expect_equal(result, true, "whether the job runs on the strand");
}

CO_TEST(Task, IsStartedFromOutsideTheLoop) {
  asio::io_context other;
  const Log log = new_log();
  const auto task =
      course::create_task(other.get_executor(), logged(log, "A"));
  expect_equal(log->size(), 0U, "the number of entries before run()");
  other.run();
  expect_equal(task.done(), true, "done");
  co_return;
}

CO_TEST(Task, IsEqualToItsCopiesOnly) {
  const auto executor = loop().get_executor();
  const auto task = course::create_task(executor, pause(10ms));
  const std::vector copies{task};
  const auto other = course::create_task(executor, pause(10ms));
  expect_equal(task == copies.front(), true, "whether a copy is equal");
  expect_equal(task == other, false, "whether another task is equal");
  co_await other.get();
}

CO_TEST(TaskErrors, AreThrownToEverybodyWhoAwaits) {
  const Log log = new_log();
  const auto task = course::create_task(
      loop().get_executor(),
      job({.name = "A", .wait = 10ms, .fails_with = "disk full"}));
  co_await course::gather(log_end(log, "first", task.get()),
                          log_end(log, "second", task.get()));
  co_await log_end(log, "late", task.get());
  expect_equal(
      *log,
      Texts{"first: disk full", "second: disk full", "late: disk full"},
      "the log");
}

CO_TEST(TaskCancellation, ThrowsAtTheAwaitOfTheJob) {
  const Log log = new_log();
  auto task =
      course::create_task(loop().get_executor(), logged(log, "A", 30ms));
  co_await pause(10ms);
  expect_equal(task.cancel(), true, "whether it could be cancelled");
  expect_equal(task.done(), false, "done inside the call");
  co_await log_end(log, "get", task.get());
  expect_equal(*log, Texts{"A starts", "get cancelled"}, "the log");
  expect_equal(task.cancelled(), true, "cancelled");
  expect_equal(task.cancel(), false, "whether it could be cancelled again");
  expect_equal(elapsed(), 10ms, "the time it took");
}

CO_TEST(TaskCancellation, KeepsTheJobFromStarting) {
  const Log log = new_log();
  auto task = course::create_task(loop().get_executor(), logged(log, "A"));
  task.cancel();
  co_await log_end(log, "get", task.get());
  expect_equal(*log, Texts{"get cancelled"}, "the log");
}

CO_TEST(TaskCancellation, WaitsForTheCleanUp) {
  const Log log = new_log();
  auto task = course::create_task(loop().get_executor(), cleans_up(log));
  co_await pause(10ms);
  task.cancel();
  co_await log_end(log, "get", task.get());
  expect_equal(*log, Texts{"cleans up", "clean", "get cancelled"},
               "the log");
  expect_equal(elapsed(), 20ms, "the time it took");
  expect_equal(task.cancelled(), true, "cancelled");
}

CO_TEST(TaskCancellation, MayBeIgnoredByTheJob) {
  auto task =
      course::create_task(loop().get_executor(), does_not_give_in());
  co_await pause(10ms);
  task.cancel();
  const std::string result = co_await task.get();
  expect_equal(result, "done all the same", "the result");
  expect_equal(task.cancelled(), false, "cancelled");
}

CO_TEST(TaskCancellation, GoesFromTheWaiterToTheTask) {
  const Log log = new_log();
  asio::cancellation_signal signal;
  const auto task =
      course::create_task(loop().get_executor(), cleans_up(log));
  start(loop(), signal, log, "A", task.get());
  asio::co_spawn(loop(), log_end(log, "B", task.get()), asio::detached);
  co_await pause(10ms);
  signal.emit(asio::cancellation_type::all);
  co_await pause(5ms);
  expect_equal(*log, Texts{"cleans up"}, "the log at 15 ms");
  co_await pause(10ms);
  expect_equal(*log,
               Texts{"cleans up", "clean", "A cancelled", "B cancelled"},
               "the log at 25 ms");
}

CO_TEST(TaskCancellation, OfAWaitLeavesTheTaskAlone) {
  const Log log = new_log();
  asio::cancellation_signal signal;
  const auto task =
      course::create_task(loop().get_executor(), logged(log, "A", 30ms));
  start(loop(), signal, log, "wait", task.wait());
  co_await pause(10ms);
  signal.emit(asio::cancellation_type::all);
  co_await task.get();
  expect_equal(*log, Texts{"A starts", "wait cancelled", "A ends"},
               "the log");
  expect_equal(elapsed(), 30ms, "the time it took");
}

CO_TEST(TaskCancellation, ByTheJobItselfWorksAtItsNextAwait) {
  const Log log = new_log();
  auto slot = std::make_shared<std::optional<course::Task<void>>>();
  const auto body = [](Log log,
                       decltype(slot) self) -> asio::awaitable<void> {
    (*self)->cancel();
    log->push_back("still running");
    co_await pause(10ms);
    log->push_back("not reached");
  };
  slot->emplace(
      course::create_task(loop().get_executor(), body(log, slot)));
  co_await log_end(log, "get", (*slot)->get());
  slot->reset();
  expect_equal(*log, Texts{"still running", "get cancelled"}, "the log");
}
