#include <atomic>
#include <boost/asio.hpp>
#include <course/gather.hpp>
#include <course/run_in_executor.hpp>
#include <course/work_for.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include "check.hpp"
#include "jobs.hpp"

namespace {

using namespace course::testing;
using course::run_in_executor;

/// A result without a default constructor that can only be moved.
struct Receipt {
  explicit Receipt(std::string value)
      : text(std::make_unique<std::string>(std::move(value))) {}
  std::unique_ptr<std::string> text;
};

std::string blocking_read(std::chrono::milliseconds duration) {
  std::this_thread::sleep_for(duration);
  return "read";
}

}  // namespace

CO_TEST(RunInExecutor, GivesTheResultAndComesBack) {
  asio::thread_pool pool(2);
  const auto loop_thread = std::this_thread::get_id();
  std::thread::id worked_on;
  const auto text = co_await run_in_executor(pool, [&] {
    worked_on = std::this_thread::get_id();
    return blocking_read(30ms);
  });
  expect_equal(text, "read", "the result");
  expect_equal(elapsed(), 30ms, "the time it took");
  expect(worked_on != loop_thread, expected("the pool did the work"),
         seen("the loop did"));
  expect(std::this_thread::get_id() == loop_thread,
         expected("the coroutine is back on the loop"),
         seen("it is on another thread"));
}

CO_TEST(RunInExecutor, TakesFunctionsWithoutAResult) {
  asio::thread_pool pool(1);
  bool called = false;
  co_await run_in_executor(pool, [&] { called = true; });
  expect(called, expected("it was called"), seen("it was not"));
}

CO_TEST(RunInExecutor, MovesWhatItCarries) {
  asio::thread_pool pool(1);
  auto paper = std::make_unique<std::string>("paid");
  const Receipt receipt = co_await run_in_executor(
      pool, [paper = std::move(paper)] { return Receipt(*paper); });
  expect_equal(*receipt.text, "paid", "the result");
}

CO_TEST(RunInExecutor, IsLazy) {
  asio::thread_pool pool(1);
  std::atomic<bool> called = false;
  {
    const auto never_awaited =
        run_in_executor(pool, [&] { called = true; });
    co_await pause(10ms);
  }
  expect(!called, expected("nothing runs before it is awaited"),
         seen("the function was called"));
}

CO_TEST(RunInExecutor, LetsTheLoopRun) {
  asio::thread_pool pool(1);
  auto text = run_in_executor(pool, [] { return blocking_read(30ms); });
  co_await course::gather(
      std::move(text),
      job({.name = "A", .wait = 10ms, .result = 1, .work = 5ms}));
  expect_equal(elapsed(), 30ms, "the time for both");
}

CO_TEST(RunInExecutor, OverlapsOnTheThreadsOfThePool) {
  asio::thread_pool pool(2);
  std::vector<asio::awaitable<void>> calls;
  for (const auto work : {30ms, 20ms, 15ms}) {
    calls.push_back(
        run_in_executor(pool, [work] { course::work_for(work); }));
  }
  co_await course::gather(std::move(calls));
  expect_equal(elapsed(), 35ms, "30 ms beside 20 and then 15 ms");
}

CO_TEST(RunInExecutor, TakesAnyExecutor) {
  asio::thread_pool pool(2);
  const auto strand = asio::make_strand(pool);
  std::vector<asio::awaitable<void>> calls;
  for (const auto work : {30ms, 20ms}) {
    calls.push_back(
        run_in_executor(strand, [work] { course::work_for(work); }));
  }
  co_await course::gather(std::move(calls));
  expect_equal(elapsed(), 50ms, "one after the other on a strand");
}

CO_TEST(RunInExecutor, CarriesTheExceptionOver) {
  asio::thread_pool pool(1);
  std::string error;
  try {
    co_await run_in_executor(
        pool, []() -> int { throw std::out_of_range("no such page"); });
  } catch (const std::out_of_range& caught) {
    error = caught.what();
  }
  expect_equal(error, "no such page", "the error");
}

CO_TEST(RunInExecutor, DestroysTheFunctionBeforeItResumes) {
  asio::thread_pool pool(1);
  auto held = std::make_shared<int>(1);
  const std::weak_ptr<int> watched = held;
  co_await run_in_executor(pool, [held = std::move(held)] {});
  expect(watched.expired(), expected("the function is destroyed"),
         seen("something still holds it"));
}

CO_TEST(RunInExecutor, ServesALoopWithSeveralThreads) {
  asio::thread_pool callers(2), pool(2);
  std::atomic<int> sum = 0;
  for (int i = 1; i <= 100; ++i) {
    asio::co_spawn(
        callers,
        [&pool, &sum, i]() -> asio::awaitable<void> {
          sum += co_await run_in_executor(pool, [i] { return i; });
        },
        asio::detached);
  }
  co_await run_in_executor(pool, [&callers] { callers.join(); });
  expect_equal(sum.load(), 5050, "the sum of all results");
}
