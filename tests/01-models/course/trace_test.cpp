// What is recorded of tasks on one thread, exactly, in virtual time.

#include <gtest/gtest.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <course/trace.hpp>
#include <course/work_for.hpp>
#include <exception>
#include <stdexcept>
#include <thread>

#include "trace_rows.hpp"
#include "virtual_time.hpp"

namespace asio = boost::asio;
using asio::awaitable;
using asio::detached;
using asio::use_awaitable;
using course::Model;
using course::Trace;
using namespace std::chrono_literals;

namespace {

class Traces : public testing::Test {
 protected:
  virtual_time::Session clock;
  asio::io_context io;
  Trace trace;

  template <class Coroutine>
  void spawn(std::string task, Coroutine coroutine) {
    co_spawn(trace.executor(std::move(task), io.get_executor()),
             std::move(coroutine), detached);
  }
};

awaitable<void> compute(std::chrono::nanoseconds duration) {
  course::work_for(duration);
  co_return;
}

TEST_F(Traces, ShowASleepAsAWait) {
  spawn("nap", sleep(10ms));
  io.run();
  EXPECT_EQ(row(trace, "nap"), "exec 0-0, wait 0-10, exec 10-10");
  EXPECT_EQ(classify(trace.intervals()), Model::asynchronous);
}

TEST_F(Traces, ShowAComputationAsExec) {
  spawn("sum", compute(5ms));
  io.run();
  EXPECT_EQ(row(trace, "sum"), "exec 0-5");
  EXPECT_EQ(classify(trace.intervals()), Model::sequential);
}

TEST_F(Traces, ShowABlockedThreadAsBlocked) {
  spawn("oven", []() -> awaitable<void> {
    course::work_for(1ms);
    std::this_thread::sleep_for(2ms);
    course::work_for(3ms);
    co_return;
  });
  io.run();
  EXPECT_EQ(row(trace, "oven"), "exec 0-1, blocked 1-3, exec 3-6");
}

TEST_F(Traces, ShowTheTimeInTheQueueAsReady) {
  spawn("polite",
        []() -> awaitable<void> { co_await asio::post(use_awaitable); });
  spawn("long", compute(5ms));
  io.run();
  EXPECT_EQ(row(trace, "polite"), "exec 0-0, ready 0-5, exec 5-5");
  EXPECT_EQ(row(trace, "long"), "exec 0-5");
}

TEST_F(Traces, TellTwoTasksApart) {
  spawn("a", sleep(20ms));
  spawn("b", sleep(10ms));
  io.run();
  EXPECT_EQ(row(trace, "a"), "exec 0-0, wait 0-20, exec 20-20");
  EXPECT_EQ(row(trace, "b"), "exec 0-0, wait 0-10, exec 10-10");
  EXPECT_EQ(classify(trace.intervals()), Model::asynchronous_concurrent);
}

TEST_F(Traces, ShowTurnsOfComputationAsConcurrentWithoutWaits) {
  auto two_turns = []() -> awaitable<void> {
    course::work_for(2ms);
    co_await asio::post(use_awaitable);
    course::work_for(2ms);
  };
  spawn("a", two_turns());
  spawn("b", two_turns());
  io.run();
  EXPECT_EQ(row(trace, "a"), "exec 0-2, ready 2-4, exec 4-6");
  EXPECT_EQ(row(trace, "b"), "ready 0-2, exec 2-4, ready 4-6, exec 6-8");
  EXPECT_EQ(classify(trace.intervals()), Model::concurrent);
}

// Asio starts a co_spawned coroutine inside the handler that spawned it,
// and goes on with the parent inside the handler that ended the child.
TEST_F(Traces, GiveTheThreadToOneOfTwoNestedTasks) {
  auto child = []() -> awaitable<void> {
    course::work_for(5ms);
    co_await sleep(10ms);
    course::work_for(5ms);
  };
  spawn("parent", [&]() -> awaitable<void> {
    course::work_for(1ms);
    auto executor = co_await asio::this_coro::executor;
    co_await co_spawn(trace.executor("child", executor), child,
                      use_awaitable);
    course::work_for(2ms);
  });
  io.run();
  EXPECT_EQ(row(trace, "child"), "exec 1-6, wait 6-16, exec 16-21");
  EXPECT_EQ(row(trace, "parent"), "exec 0-1, wait 1-21, exec 21-23");
  EXPECT_EQ(classify(trace.intervals()), Model::asynchronous_concurrent);
}

TEST_F(Traces, LetAParentGoOnAfterItsChildHasStarted) {
  auto child = []() -> awaitable<void> {
    course::work_for(3ms);
    co_await sleep(10ms);
  };
  spawn("parent", [&]() -> awaitable<void> {
    co_spawn(trace.executor("child", io.get_executor()), child, detached);
    course::work_for(2ms);
    co_await sleep(1ms);
  });
  io.run();
  EXPECT_EQ(row(trace, "child"), "exec 0-3, wait 3-13, exec 13-13");
  EXPECT_EQ(row(trace, "parent"),
            "exec 0-0, ready 0-3, exec 3-5, wait 5-6, exec 6-6");
}

TEST_F(Traces, EndWithATaskThatThrows) {
  spawn("next", sleep(2ms));
  co_spawn(
      trace.executor("unlucky", io.get_executor()),
      []() -> awaitable<void> {
        co_await sleep(1ms);
        throw std::runtime_error("out of coffee");
      },
      [](std::exception_ptr error) { std::rethrow_exception(error); });
  EXPECT_THROW(io.run(), std::runtime_error);
  io.run();
  EXPECT_EQ(row(trace, "unlucky"), "exec 0-0, wait 0-1, exec 1-1");
  EXPECT_EQ(row(trace, "next"), "exec 0-0, wait 0-2, exec 2-2");
}

TEST_F(Traces, ShowNothingOfATaskThatNeverStarts) {
  {
    asio::io_context idle;
    co_spawn(trace.executor("late", idle.get_executor()), sleep(1ms),
             detached);
  }
  EXPECT_TRUE(trace.intervals().empty());
}

TEST_F(Traces, MayEndBeforeTheirTasks) {
  {
    Trace short_lived;
    co_spawn(short_lived.executor("nap", io.get_executor()), sleep(1ms),
             detached);
  }
  EXPECT_GT(io.run(), 0u);
}

}  // namespace
