#include <course/task.hpp>
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

asio::awaitable<void> fails_after(std::chrono::milliseconds delay) {
  co_await pause(delay);
  throw std::runtime_error("disk full");
}

asio::awaitable<void> holds(std::shared_ptr<int> what) {
  co_await pause(30ms);
  ++*what;
}

}  // namespace

CO_TEST(TaskReport, ComesWhenTheLastHandleGoes) {
  const UnretrievedReports reports;
  std::optional task(
      course::create_task(loop().get_executor(), fails_after(10ms)));
  std::optional copy(task);
  co_await pause(20ms);
  task.reset();
  expect_equal(reports.texts().size(), 0U, "the number of reports");
  copy.reset();
  expect_equal(reports.texts(), Texts{"task: disk full"}, "the reports");
}

CO_TEST(TaskReport, ComesAtTheEndOfTheJobIfTheHandleWentBefore) {
  const UnretrievedReports reports;
  course::create_task(loop().get_executor(), fails_after(10ms));
  co_await pause(5ms);
  expect_equal(reports.texts().size(), 0U, "the number of reports");
  co_await pause(10ms);
  expect_equal(reports.texts(), Texts{"task: disk full"}, "the reports");
}

CO_TEST(TaskReport, DoesNotComeForWhatWasRetrieved) {
  const UnretrievedReports reports;
  {
    const auto awaited =
        course::create_task(loop().get_executor(), fails_after(10ms));
    const auto asked =
        course::create_task(loop().get_executor(), fails_after(10ms));
    bool thrown = false;
    try {
      co_await awaited.get();
    } catch (const std::runtime_error&) {
      thrown = true;
    }
    co_await asked.wait();
    expect_equal(thrown, true, "whether get has thrown");
    expect_equal(asked.exception() != nullptr, true, "an exception");
  }
  expect_equal(reports.texts().size(), 0U, "the number of reports");
}

CO_TEST(TaskReport, ComesIfTheTaskWasOnlyWaitedFor) {
  const UnretrievedReports reports;
  {
    const auto task =
        course::create_task(loop().get_executor(), fails_after(10ms));
    co_await task.wait();
  }
  expect_equal(reports.texts(), Texts{"task: disk full"}, "the reports");
}

CO_TEST(TaskReport, DoesNotComeForACancelledTask) {
  const UnretrievedReports reports;
  {
    auto task =
        course::create_task(loop().get_executor(), fails_after(10ms));
    co_await pause(5ms);
    task.cancel();
    co_await pause(5ms);
    expect_equal(task.cancelled(), true, "cancelled");
  }
  expect_equal(reports.texts().size(), 0U, "the number of reports");
}

CO_TEST(TaskLifetime, EndsWithTheJobAndTheLastHandle) {
  const auto held = std::make_shared<int>(0);
  const auto task = course::create_task(loop().get_executor(), holds(held));
  co_await pause(10ms);
  expect_equal(held.use_count(), 2, "the number of holders at 10 ms");
  co_await task.get();
  expect_equal(held.use_count(), 1, "the number of holders at the end");
  expect_equal(*held, 1, "what the job has counted");
}

CO_TEST(TaskLifetime, LeavesNothingBehindWhenItsLoopIsDestroyed) {
  const UnretrievedReports reports;
  const auto held = std::make_shared<int>(0);
  {
    asio::io_context other;
    const auto started =
        course::create_task(other.get_executor(), holds(held));
    other.poll();
    const auto not_started =
        course::create_task(other.get_executor(), holds(held));
    const auto waits =
        [](course::Task<void> task) -> asio::awaitable<void> {
      co_await task.get();
    };
    const auto waiter =
        course::create_task(other.get_executor(), waits(started));
    other.poll();
    expect_equal(held.use_count(), 3, "the number of holders");
  }
  expect_equal(held.use_count(), 1, "the number of holders at the end");
  expect_equal(reports.texts().size(), 0U, "the number of reports");
  co_return;
}
